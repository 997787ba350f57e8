package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A role of any of the four kinds. */
record Role(String kind, String name, List<PolicyRule> rules, Optional<Aggregation> aggregation) {

    static Role of(ObjectNode object) {
        var kind = Json.text(object, "kind");
        var aggregation = object.path("aggregationRoleTemplates");
        return new Role(
                kind,
                Json.text(object, "metadata", "name"),
                PolicyRule.listOf(object.path("rules")),
                aggregation.isObject() ? Optional.of(Aggregation.of(aggregation, scope(kind))) : Optional.empty());
    }

    private static String scope(String kind) {
        return switch (kind) {
            case "GlobalRole" -> "global";
            case "WorkspaceRole" -> "workspace";
            case "ClusterRole" -> "cluster";
            default -> "namespace";
        };
    }

    Stream<RoleTemplate> templates(List<RoleTemplate> all) {
        return aggregation.stream().flatMap(wanted -> all.stream().filter(wanted::takes));
    }
}
