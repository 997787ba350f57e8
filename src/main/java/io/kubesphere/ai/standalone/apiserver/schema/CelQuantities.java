package io.kubesphere.ai.standalone.apiserver.schema;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** Kubernetes' quantity library for CEL: {@code quantity(self.cpu).isGreaterThan(quantity('0'))}. */
final class CelQuantities {

    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

    private CelQuantities() {}

    /** Equal when the amounts are: 1000m is 1. */
    private record Amount(BigDecimal value) {
        static Amount of(BigDecimal value) {
            return new Amount(value.stripTrailingZeros());
        }

        static Amount parse(String text) {
            return of(new Quantity(text).getNumericalAmount());
        }
    }

    static List<CelFunctionDecl> declarations() {
        return List.of(
                CelFunctionDecl.newFunctionDeclaration(
                        "quantity", CelOverloadDecl.newGlobalOverload("k8s_quantity", QUANTITY, SimpleType.STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                        "isQuantity",
                        CelOverloadDecl.newGlobalOverload("k8s_is_quantity", SimpleType.BOOL, SimpleType.STRING)),
                member("sign", SimpleType.INT),
                member("isInteger", SimpleType.BOOL),
                member("asInteger", SimpleType.INT),
                member("asApproximateFloat", SimpleType.DOUBLE),
                member("compareTo", SimpleType.INT, QUANTITY),
                member("isGreaterThan", SimpleType.BOOL, QUANTITY),
                member("isLessThan", SimpleType.BOOL, QUANTITY),
                both("add"),
                both("sub"));
    }

    private static CelFunctionDecl member(String name, CelType result, CelType... arguments) {
        var all = ImmutableList.<CelType>builder().add(QUANTITY).add(arguments).build();
        var overload = CelOverloadDecl.newMemberOverload("k8s_quantity_" + name, result, all);
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }

    /** A function that takes another quantity or a whole number. */
    private static CelFunctionDecl both(String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                name,
                CelOverloadDecl.newMemberOverload("k8s_quantity_" + name, QUANTITY, QUANTITY, QUANTITY),
                CelOverloadDecl.newMemberOverload("k8s_quantity_" + name + "_int", QUANTITY, QUANTITY, SimpleType.INT));
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("k8s_quantity", String.class, Amount::parse),
                CelFunctionBinding.from("k8s_is_quantity", String.class, CelQuantities::isQuantity),
                one("sign", a -> (long) a.value().signum()),
                one("isInteger", a -> a.value().scale() <= 0),
                one("asInteger", a -> a.value().longValueExact()),
                one("asApproximateFloat", a -> a.value().doubleValue()),
                two("compareTo", (a, b) -> (long) a.value().compareTo(b.value())),
                two("isGreaterThan", (a, b) -> a.value().compareTo(b.value()) > 0),
                two("isLessThan", (a, b) -> a.value().compareTo(b.value()) < 0),
                two("add", (a, b) -> Amount.of(a.value().add(b.value()))),
                two("sub", (a, b) -> Amount.of(a.value().subtract(b.value()))),
                withWhole("add_int", (a, n) -> Amount.of(a.value().add(BigDecimal.valueOf(n)))),
                withWhole("sub_int", (a, n) -> Amount.of(a.value().subtract(BigDecimal.valueOf(n)))));
    }

    private static CelFunctionBinding one(String name, CelFunctionOverload.Unary<Amount> result) {
        return CelFunctionBinding.from("k8s_quantity_" + name, Amount.class, result);
    }

    private static CelFunctionBinding two(String name, CelFunctionOverload.Binary<Amount, Amount> result) {
        return CelFunctionBinding.from("k8s_quantity_" + name, Amount.class, Amount.class, result);
    }

    private static CelFunctionBinding withWhole(String name, CelFunctionOverload.Binary<Amount, Long> result) {
        return CelFunctionBinding.from("k8s_quantity_" + name, Amount.class, Long.class, result);
    }

    private static boolean isQuantity(String text) {
        try {
            Amount.parse(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
