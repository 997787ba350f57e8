package io.kubesphere.ai.standalone.apiserver.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.schema.CustomRules;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the resource that a CustomResourceDefinition makes; its storage version is the one that is served. */
public final class CustomKind {

    private CustomKind() {}

    public static ApiResource of(ObjectNode definition) {
        var spec = definition.path("spec");
        var version = storageVersion(spec);
        var id = new GroupResource(Json.text(spec, "group"), Json.text(spec, "names", "plural"));
        return new ApiResource(
                id,
                Json.text(version, "name"),
                Json.text(spec, "scope").equals("Namespaced"),
                names(spec.path("names")),
                features(version),
                CustomRules.of(Json.at(version, "schema", "openAPIV3Schema")));
    }

    public static JsonNode storageVersion(JsonNode spec) {
        for (var version : spec.path("versions")) {
            if (version.path("storage").asBoolean()) {
                return version;
            }
        }
        return spec.path("versions").path(0);
    }

    private static KindNames names(JsonNode names) {
        var kind = Json.text(names, "kind");
        var rest = KindNames.of(kind, Json.texts(names.path("shortNames")), Json.texts(names.path("categories")));
        return new KindNames(
                kind,
                names.path("listKind").asText(rest.listKind()),
                names.path("singular").asText(rest.singular()),
                rest.shortNames(),
                rest.categories());
    }

    private static Features features(JsonNode version) {
        var subresources = version.path("subresources");
        var scale = Optional.of(subresources.path("scale"))
                .filter(JsonNode::isObject)
                .map(paths -> new ScalePaths(
                        Json.text(paths, "specReplicasPath"),
                        Json.text(paths, "statusReplicasPath"),
                        Json.text(paths, "labelSelectorPath")));
        return new Features(subresources.has("status"), scale, selectable(version), columns(version));
    }

    private static Map<String, String> selectable(JsonNode version) {
        var fields = new HashMap<String, String>();
        for (var field : version.path("selectableFields")) {
            var path = Json.text(field, "jsonPath").replaceFirst("^\\.", "");
            fields.put(path, path);
        }
        return Map.copyOf(fields);
    }

    private static List<PrinterColumn> columns(JsonNode version) {
        var columns = new ArrayList<PrinterColumn>();
        for (var column : version.path("additionalPrinterColumns")) {
            columns.add(new PrinterColumn(
                    Json.text(column, "name"),
                    Json.text(column, "type"),
                    Json.text(column, "description"),
                    Json.text(column, "jsonPath"),
                    column.path("priority").asInt()));
        }
        return List.copyOf(columns);
    }
}
