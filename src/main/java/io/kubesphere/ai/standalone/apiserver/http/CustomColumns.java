package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.PrinterColumn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The columns of custom kinds: the name, then what the definition's additionalPrinterColumns say, or the age. */
record CustomColumns(Clock clock) {

    private static final Pattern STEP = Pattern.compile(
            "\\.([^.\\[]+)|\\[(\\d+)]|\\['([^']+)']" + "|\\[\\?\\(@\\.(\\w+)\\s*==\\s*[\"']([^\"']+)[\"']\\)]");

    List<Tables.Column> of(ApiResource resource) {
        var columns = new ArrayList<Tables.Column>();
        columns.add(new Tables.Column("Name", "string", 0, "Name of the object", Cells.text("metadata.name")));
        for (var column : resource.features().columns()) {
            columns.add(new Tables.Column(
                    column.name(),
                    column.type(),
                    column.priority(),
                    column.description(),
                    object -> cell(object, column)));
        }
        if (columns.size() == 1) {
            columns.add(new Tables.Column(
                    "Age", "date", 0, "Time since creation", Cells.age("metadata.creationTimestamp", clock)));
        }
        return columns;
    }

    private JsonNode cell(ObjectNode object, PrinterColumn column) {
        var value = at(object, column.jsonPath());
        if (value.isMissingNode() || value.isNull()) {
            return Cells.none();
        }
        return switch (column.type()) {
            case "date" -> Cells.since(value.asText(), clock);
            case "string" -> TextNode.valueOf(value.isValueNode() ? value.asText() : value.toString());
            default -> value;
        };
    }

    /** The subset of JSONPath that definitions use: fields, indexes, and one filter by equality. */
    static JsonNode at(JsonNode object, String jsonPath) {
        var node = object;
        var steps = STEP.matcher(jsonPath);
        while (steps.find()) {
            if (steps.group(1) != null) {
                node = node.path(steps.group(1));
            } else if (steps.group(2) != null) {
                node = node.path(Integer.parseInt(steps.group(2)));
            } else if (steps.group(3) != null) {
                node = node.path(steps.group(3));
            } else {
                node = filtered(node, steps.group(4), steps.group(5));
            }
        }
        return node;
    }

    private static JsonNode filtered(JsonNode array, String field, String value) {
        for (var item : array) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        return array.path(Integer.MAX_VALUE);
    }
}
