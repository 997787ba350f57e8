package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the server answered. */
record Answer(int code, JsonNode body, List<String> warnings) {

    /** The body of an answer that must have this code. */
    JsonNode expecting(int expected) {
        assertThat(code).as("code of %s", body).isEqualTo(expected);
        return body;
    }

    Answer refused(int expected, String reason) {
        assertThat(code).as("code of %s", body).isEqualTo(expected);
        assertThat(body.path("kind").asText()).isEqualTo("Status");
        assertThat(body.path("status").asText()).isEqualTo("Failure");
        assertThat(body.path("reason").asText()).isEqualTo(reason);
        assertThat(body.path("code").asInt()).isEqualTo(expected);
        return this;
    }

    String message() {
        return body.path("message").asText();
    }

    /** The fields that the causes of a refusal name. */
    List<String> causeFields() {
        var fields = new ArrayList<String>();
        body.at("/details/causes")
                .forEach(cause -> fields.add(cause.path("field").asText()));
        return fields;
    }

    String causeReason(String field) {
        for (var cause : body.at("/details/causes")) {
            if (cause.path("field").asText().equals(field)) {
                return cause.path("reason").asText();
            }
        }
        return "no cause for " + field + " in " + body;
    }

    String version() {
        return body.at("/metadata/resourceVersion").asText();
    }

    String uid() {
        return body.at("/metadata/uid").asText();
    }

    List<String> itemNames() {
        var names = new ArrayList<String>();
        body.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }
}
