package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code stringData} is write-only and becomes data; the type never changes. */
final class SecretStrategy implements KindStrategy {

    @Override
    public void prepareForCreate(ObjectNode object) {
        encode(object);
        if (Json.text(object, "type").isEmpty()) {
            object.put("type", "Opaque");
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        encode(object);
        if (Json.text(object, "type").isEmpty()) {
            object.put("type", Json.text(old, "type"));
        }
    }

    private static void encode(ObjectNode object) {
        var plain = object.remove("stringData");
        if (plain != null && plain.isObject()) {
            var data = Json.child(object, "data");
            plain.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(entry.getValue().asText().getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var causes = new ArrayList<Cause>();
        object.path("data").properties().forEach(entry -> {
            if (!isBase64(entry.getValue().asText())) {
                causes.add(Cause.invalid(
                        "data[" + entry.getKey() + "]", "<secret contents redacted>", "illegal base64 data"));
            }
        });
        return causes;
    }

    private static boolean isBase64(String text) {
        return text.length() % 4 == 0 && text.matches("[A-Za-z0-9+/]*={0,2}");
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        var causes = new ArrayList<>(Fixed.fields(object, old, "type"));
        causes.addAll(Fixed.whenImmutable(object, old));
        return causes;
    }
}
