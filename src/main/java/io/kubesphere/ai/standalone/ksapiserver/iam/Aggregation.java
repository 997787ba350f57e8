package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.LabelSelector.Operator;
import io.kubesphere.ai.kernel.kapi.LabelSelector.Requirement;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which role templates a role takes in; a selector makes the list of names meaningless. */
record Aggregation(Optional<LabelSelector> selector, Set<String> names) {

    /** @param scope of the role; templates of another scope never belong to it */
    static Aggregation of(JsonNode aggregation, String scope) {
        var names = Set.copyOf(Json.texts(aggregation.path("templateNames")));
        var selector = aggregation.path("roleSelector");
        return new Aggregation(selector.isObject() ? Optional.of(selector(selector, scope)) : Optional.empty(), names);
    }

    private static LabelSelector selector(JsonNode selector, String scope) {
        var requirements = new ArrayList<Requirement>();
        requirements.add(new Requirement(Marks.SCOPE, Operator.IN, Set.of(scope)));
        selector.path("matchLabels")
                .properties()
                .forEach(label -> requirements.add(new Requirement(
                        label.getKey(), Operator.IN, Set.of(label.getValue().asText()))));
        selector.path("matchExpressions").forEach(expression -> requirements.add(requirement(expression)));
        return new LabelSelector(List.copyOf(requirements));
    }

    private static Requirement requirement(JsonNode expression) {
        var operator =
                switch (Json.text(expression, "operator")) {
                    case "In" -> Operator.IN;
                    case "NotIn" -> Operator.NOT_IN;
                    case "Exists" -> Operator.EXISTS;
                    case "DoesNotExist" -> Operator.ABSENT;
                    default -> throw new IllegalArgumentException("unknown operator in " + expression);
                };
        var values = new HashSet<>(Json.texts(expression.path("values")));
        return new Requirement(Json.text(expression, "key"), operator, values);
    }

    boolean takes(RoleTemplate template) {
        return selector.map(wanted -> wanted.matches(template.labels()))
                .orElseGet(() -> names.contains(template.name()));
    }
}
