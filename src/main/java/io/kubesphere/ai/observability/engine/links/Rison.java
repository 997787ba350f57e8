package io.kubesphere.ai.observability.engine.links;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON as Kibana and OpenSearch Dashboards have it in their addresses. */
final class Rison {
    private static final String PLAIN = "-_.~(),:!*@$";

    private Rison() {}

    /** The value as a part of an address: Rison, with everything that could end it percent-encoded. */
    static String encoded(JsonNode value) {
        var encoded = new StringBuilder();
        for (var octet : rison(value).getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static String rison(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(field -> key(field.getKey()) + ":" + rison(field.getValue()))
                    .collect(Collectors.joining(",", "(", ")"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Rison::rison)
                    .collect(Collectors.joining(",", "!(", ")"));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "!t" : "!f";
        }
        if (value.isNull()) {
            return "!n";
        }
        return value.isNumber() ? value.asText() : quoted(value.asText());
    }

    private static String key(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
    }

    private static String quoted(String text) {
        return "'" + text.replace("!", "!!").replace("'", "!'") + "'";
    }
}
