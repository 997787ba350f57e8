package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;

/** Who writes: the key under which managedFields remembers ownership. The subresource is "" for the object itself. */
public record FieldOwner(String name, Operation operation, String apiVersion, String subresource) {

    /** How it writes. */
    public enum Operation {
        APPLY("Apply"),
        UPDATE("Update");

        private final String wire;

        Operation(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    static FieldOwner of(JsonNode entry) {
        return new FieldOwner(
                entry.path("manager").asText(""),
                entry.path("operation").asText("").equals("Apply") ? Operation.APPLY : Operation.UPDATE,
                entry.path("apiVersion").asText(""),
                entry.path("subresource").asText(""));
    }

    /** How a conflict names this manager. */
    String shown() {
        var shown = "\"" + name + "\"" + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"");
        return operation == Operation.UPDATE ? shown + " using " + apiVersion : shown;
    }
}
