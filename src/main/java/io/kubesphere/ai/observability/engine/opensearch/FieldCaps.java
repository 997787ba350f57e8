package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How the indices map our fields, as {@code _field_caps} tells. A field that is analysed would match parts of names – project {@code
 * vision} also lines of {@code vision-2} – so names are only ever compared with keywords.
 */
final class FieldCaps {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> EXACT = List.of("keyword", "constant_keyword", "wildcard");

    private final JsonNode answer;

    FieldCaps(JsonNode answer) {
        this.answer = answer;
    }

    boolean hasIndices() {
        return !answer.path("indices").isEmpty();
    }

    boolean has(String field) {
        return types(field).fieldNames().hasNext();
    }

    private JsonNode types(String field) {
        return answer.path("fields").path(field);
    }

    /** A query for documents whose field is one of these values as a whole; empty when no index can tell. */
    Optional<ObjectNode> isOneOf(String field, Collection<String> values) {
        var ways = new ArrayList<ObjectNode>();
        var multi = field + ".keyword";
        if (exact(multi).isPresent()) {
            ways.add(terms(multi, values));
        }
        exact(field).ifPresent(type -> ways.add(onlyIn(type.path("indices"), terms(field, values))));
        if (ways.size() < 2) {
            return ways.stream().findFirst();
        }
        var should = JSON.objectNode();
        var any = should.putObject("bool").put("minimum_should_match", 1).putArray("should");
        ways.forEach(any::add);
        return Optional.of(should);
    }

    /** The name under which the field is a keyword, for query languages that take one; the newest way when there are several. */
    Optional<String> keyword(String field) {
        var multi = field + ".keyword";
        return exact(multi).isPresent() ? Optional.of(multi) : exact(field).map(type -> field);
    }

    private Optional<JsonNode> exact(String field) {
        return EXACT.stream()
                .map(type -> types(field).path(type))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** Where indices differ, the answer lists those with this type. */
    private static ObjectNode onlyIn(JsonNode indices, ObjectNode query) {
        if (!indices.isArray()) {
            return query;
        }
        var both = JSON.objectNode();
        var filter = both.putObject("bool").putArray("filter");
        filter.addObject().putObject("terms").set("_index", indices);
        filter.add(query);
        return both;
    }

    private static ObjectNode terms(String field, Collection<String> values) {
        ArrayNode list = JSON.arrayNode();
        values.stream().sorted().forEach(list::add);
        var query = JSON.objectNode();
        query.putObject("terms").set(field, list);
        return query;
    }
}
