package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the fields of built-in kinds merge, by field name: the {@code listType}, {@code listMapKey} and {@code mapType}
 * markers of k8s.io/api, which use a name consistently but for {@code ports}. Lists not named here are atomic.
 */
public record BuiltInType(String name, String parent) implements FieldType {

    public static final FieldType ROOT = new ResourceType(new BuiltInType("", ""));

    private static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("conditions", List.of("type")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("podIPs", List.of("ip")),
            Map.entry("hostIPs", List.of("ip")),
            Map.entry("addresses", List.of("type")),
            Map.entry("resourceClaims", List.of("name")),
            Map.entry("schedulingGates", List.of("name")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));
    private static final Set<String> ATOMIC_OBJECTS = Set.of(
            "selector",
            "nodeSelector",
            "podSelector",
            "namespaceSelector",
            "labelSelector",
            "configMapKeyRef",
            "secretKeyRef",
            "fieldRef",
            "resourceFieldRef",
            "roleRef",
            "involvedObject",
            "scaleTargetRef");
    private static final Set<String> OWNERS_OF_CONTAINER_PORTS =
            Set.of("containers", "initContainers", "ephemeralContainers");

    @Override
    public FieldType field(String field) {
        return new BuiltInType(field, name);
    }

    @Override
    public FieldType item() {
        return this;
    }

    @Override
    public ListKind listKind() {
        return listKeys().isEmpty() ? ListKind.ATOMIC : ListKind.MAP;
    }

    @Override
    public List<String> listKeys() {
        if (!name.equals("ports")) {
            return KEYS.getOrDefault(name, List.of());
        }
        if (OWNERS_OF_CONTAINER_PORTS.contains(parent)) {
            return List.of("containerPort", "protocol");
        }
        return parent.equals("spec") ? List.of("port", "protocol") : List.of();
    }

    @Override
    public boolean isAtomicObject() {
        return ATOMIC_OBJECTS.contains(name);
    }

    @Override
    public boolean knows(String field) {
        return true;
    }

    @Override
    public Optional<JsonNode> fieldDefault(String field) {
        return field.equals("protocol") ? Optional.of(TextNode.valueOf("TCP")) : Optional.empty();
    }
}
