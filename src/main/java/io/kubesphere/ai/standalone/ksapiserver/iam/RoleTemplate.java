package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Rules that an extension offers to roles. */
public record RoleTemplate(String name, Map<String, String> labels, List<PolicyRule> rules, ObjectNode object) {
    private static final Logger LOG = Logger.getLogger(RoleTemplate.class);

    static RoleTemplate of(ObjectNode object) {
        var name = Json.text(object, "metadata", "name");
        if (Json.at(object, "metadata", "annotations").has(Marks.REGO)) {
            LOG.warnf("rego is not evaluated, only the rules are roletemplate=%s", name);
        }
        return new RoleTemplate(name, labels(object), PolicyRule.listOf(Json.at(object, "spec", "rules")), object);
    }

    private static Map<String, String> labels(ObjectNode object) {
        return Json.at(object, "metadata", "labels").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }
}
