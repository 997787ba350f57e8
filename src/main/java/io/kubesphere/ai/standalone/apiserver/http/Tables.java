package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Objects as meta/v1 Table, which is what {@code kubectl get} prints. */
final class Tables {

    private final Clock clock;

    Tables(Clock clock) {
        this.clock = clock;
    }

    /** One column: its definition and how an object fills it. */
    record Column(String name, String type, int priority, String description, Function<ObjectNode, JsonNode> cell) {}

    ObjectNode empty(ApiResource resource) {
        var table = Json.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1").putObject("metadata");
        var definitions = table.putArray("columnDefinitions");
        for (var column : columns(resource)) {
            var format = column.name().equals("Name") ? "name" : "";
            definitions
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", format)
                    .put("description", column.description())
                    .put("priority", column.priority());
        }
        table.putArray("rows");
        return table;
    }

    void addRow(ObjectNode table, ApiResource resource, ObjectNode object, String include) {
        var row = ((ArrayNode) table.get("rows")).addObject();
        var cells = row.putArray("cells");
        columns(resource).forEach(column -> cells.add(column.cell().apply(object)));
        switch (include) {
            case "None" -> {}
            case "Object" -> row.set("object", object);
            default -> row.set("object", Views.partial(object));
        }
    }

    private List<Column> columns(ApiResource resource) {
        return resource.isCustom() ? new CustomColumns(clock).of(resource) : new BuiltInColumns(clock).of(resource);
    }

    /** A table of one row per object, for watches and single objects. */
    ObjectView view(ApiResource resource, String include) {
        return new ObjectView() {
            @Override
            public byte[] bytes(Stored stored) {
                var table = empty(resource);
                addRow(table, resource, stored.toObject(), include);
                Meta.of(table).put("resourceVersion", Long.toString(stored.revision()));
                return Json.bytes(table);
            }

            @Override
            public ObjectNode bookmark(ObjectNode plain) {
                var table = empty(resource);
                addRow(table, resource, plain, include);
                Meta.of(table).put("resourceVersion", Meta.of(plain).resourceVersion());
                return table;
            }
        };
    }
}
