package io.kubesphere.ai.standalone.apiserver.schema;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The functions that Kubernetes adds to CEL: lists (isSorted, sum, min, max, indexOf, lastIndexOf) and regular
 * expressions (find, findAll). Its ip, cidr and format libraries are not here.
 */
final class CelLibrary {

    private static final CelType ITEM = TypeParamType.create("T");
    private static final CelType ITEMS = ListType.create(ITEM);
    private static final CelType STRING = SimpleType.STRING;

    private CelLibrary() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                member("isSorted", "k8s_list_is_sorted", SimpleType.BOOL, ITEMS),
                member("sum", "k8s_list_sum", ITEM, ITEMS),
                member("min", "k8s_list_min", ITEM, ITEMS),
                member("max", "k8s_list_max", ITEM, ITEMS),
                member("indexOf", "k8s_list_index_of", SimpleType.INT, ITEMS, ITEM),
                member("lastIndexOf", "k8s_list_last_index_of", SimpleType.INT, ITEMS, ITEM),
                member("find", "k8s_string_find", STRING, STRING, STRING),
                member("findAll", "k8s_string_find_all", ListType.create(STRING), STRING, STRING));
    }

    private static CelFunctionDecl member(String name, String id, CelType result, CelType... arguments) {
        var overload = CelOverloadDecl.newMemberOverload(id, result, ImmutableList.copyOf(arguments));
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("k8s_list_is_sorted", List.class, CelLibrary::isSorted),
                CelFunctionBinding.from("k8s_list_sum", List.class, CelLibrary::sum),
                CelFunctionBinding.from(
                        "k8s_list_min", List.class, list -> sorted(list).get(0)),
                CelFunctionBinding.from(
                        "k8s_list_max", List.class, list -> sorted(list).get(list.size() - 1)),
                CelFunctionBinding.from(
                        "k8s_list_index_of", List.class, Object.class, (list, item) -> (long) list.indexOf(item)),
                CelFunctionBinding.from("k8s_list_last_index_of", List.class, Object.class, (list, item) ->
                        (long) list.lastIndexOf(item)),
                CelFunctionBinding.from("k8s_string_find", String.class, String.class, CelLibrary::find),
                CelFunctionBinding.from("k8s_string_find_all", String.class, String.class, CelLibrary::findAll));
    }

    private static boolean isSorted(List<?> list) {
        return sorted(list).equals(list);
    }

    private static List<Object> sorted(List<?> list) {
        var copy = new ArrayList<Object>(list);
        copy.sort(Comparator.comparing(CelLibrary::comparable, CelLibrary::compare));
        return copy;
    }

    private static Comparable<?> comparable(Object value) {
        return (Comparable<?>) value;
    }

    @SuppressWarnings("unchecked") // CEL's type check guarantees items of one comparable type
    private static int compare(Comparable<?> left, Comparable<?> right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    private static Object sum(List<?> list) {
        if (list.stream().anyMatch(Double.class::isInstance)) {
            return list.stream()
                    .mapToDouble(item -> ((Number) item).doubleValue())
                    .sum();
        }
        return list.stream().mapToLong(item -> ((Number) item).longValue()).sum();
    }

    private static String find(String text, String regex) {
        var matcher = Pattern.compile(regex).matcher(text);
        return matcher.find() ? Objects.toString(matcher.group(), "") : "";
    }

    private static List<String> findAll(String text, String regex) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return List.copyOf(found);
    }
}
