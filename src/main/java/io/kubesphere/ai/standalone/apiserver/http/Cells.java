package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

/** Values of table cells. */
final class Cells {

    private Cells() {}

    static Function<ObjectNode, JsonNode> text(String dottedPath) {
        return object -> TextNode.valueOf(Json.text(object, dottedPath.split("\\.")));
    }

    static Function<ObjectNode, JsonNode> textOr(String dottedPath, String otherwise) {
        return object -> {
            var text = Json.text(object, dottedPath.split("\\."));
            return TextNode.valueOf(text.isEmpty() ? otherwise : text);
        };
    }

    static Function<ObjectNode, JsonNode> size(String dottedPath) {
        return object ->
                IntNode.valueOf(Json.at(object, dottedPath.split("\\.")).size());
    }

    static Function<ObjectNode, JsonNode> number(String dottedPath) {
        return object ->
                IntNode.valueOf(Json.at(object, dottedPath.split("\\.")).asInt());
    }

    static Function<ObjectNode, JsonNode> age(String dottedPath, Clock clock) {
        return object -> since(Json.text(object, dottedPath.split("\\.")), clock);
    }

    static JsonNode since(String time, Clock clock) {
        if (time.isEmpty()) {
            return TextNode.valueOf("<unknown>");
        }
        try {
            return TextNode.valueOf(shortForm(Duration.between(Instant.parse(time), clock.instant())));
        } catch (DateTimeParseException e) {
            return TextNode.valueOf("<invalid>");
        }
    }

    static JsonNode none() {
        return NullNode.getInstance();
    }

    /** As kubectl prints ages (apimachinery's duration.HumanDuration). */
    static String shortForm(Duration age) {
        var seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (age.toMinutes() < 10) {
            var rest = seconds % 60;
            return age.toMinutes() + "m" + (rest == 0 ? "" : rest + "s");
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        if (age.toHours() < 8) {
            var rest = age.toMinutes() % 60;
            return age.toHours() + "h" + (rest == 0 ? "" : rest + "m");
        }
        if (age.toHours() < 48) {
            return age.toHours() + "h";
        }
        if (age.toDays() < 8) {
            var rest = age.toHours() % 24;
            return age.toDays() + "d" + (rest == 0 ? "" : rest + "h");
        }
        return age.toDays() + "d";
    }
}
