package io.kubesphere.ai.standalone.apiserver.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reading and writing of untyped objects; trees here are mutable, so whoever stores one copies it first. */
public final class Json {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper YAML = new YAMLMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Bytes that this server itself wrote. */
    public static ObjectNode trusted(byte[] bytes) {
        try {
            return (ObjectNode) JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored object is no longer JSON", e);
        }
    }

    public static JsonNode fromClient(byte[] bytes) {
        return fromClient(JSON, bytes);
    }

    public static JsonNode yamlFromClient(byte[] bytes) {
        return fromClient(YAML, bytes);
    }

    private static JsonNode fromClient(ObjectMapper mapper, byte[] bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (IOException e) {
            throw ApiError.badRequest("the object provided is unrecognized (cannot be parsed): " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return e.getMessage().lines().findFirst().orElse("");
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at a dotted way of fields, or "" where there is none. */
    public static String text(JsonNode node, String... way) {
        return at(node, way).asText("");
    }

    public static JsonNode at(JsonNode node, String... way) {
        var found = node;
        for (var field : way) {
            found = found.path(field);
        }
        return found;
    }

    /** The object under a field, made when it is absent. */
    public static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode child ? child : parent.putObject(field);
    }

    public static List<String> texts(JsonNode array) {
        var texts = new java.util.ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }
}
