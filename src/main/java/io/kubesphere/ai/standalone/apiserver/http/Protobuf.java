package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The few kinds that kubectl's imperative commands ({@code kubectl create namespace, configmap, secret, serviceaccount},
 * {@code kubectl auth can-i}) send as protobuf and never as JSON. Field numbers are those of k8s.io/api's generated.proto.
 * A field that is not in these tables is refused, not dropped.
 */
final class Protobuf {

    private static final int MAGIC_BYTES = 4;

    /** One field by its number: its name and what it holds. */
    private record Field(String name, Holds holds, String message) {
        static Field of(String name, Holds holds) {
            return new Field(name, holds, "");
        }

        static Field message(String name, String message) {
            return new Field(name, Holds.MESSAGE, message);
        }
    }

    private enum Holds {
        STRING,
        BOOL,
        MESSAGE,
        STRING_MAP,
        BYTES_MAP,
        NOTHING
    }

    private static final Map<Integer, Field> METADATA = Map.of(
            1, Field.of("name", Holds.STRING),
            2, Field.of("generateName", Holds.STRING),
            3, Field.of("namespace", Holds.STRING),
            4, Field.of("selfLink", Holds.NOTHING),
            5, Field.of("uid", Holds.STRING),
            6, Field.of("resourceVersion", Holds.STRING),
            7, Field.of("generation", Holds.NOTHING),
            8, Field.of("creationTimestamp", Holds.NOTHING),
            11, Field.of("labels", Holds.STRING_MAP),
            12, Field.of("annotations", Holds.STRING_MAP));

    private static final Map<String, Map<Integer, Field>> MESSAGES = Map.of(
            "ObjectMeta", METADATA,
            "Namespace",
                    Map.of(
                            1, Field.message("metadata", "ObjectMeta"),
                            2, Field.of("spec", Holds.NOTHING),
                            3, Field.of("status", Holds.NOTHING)),
            "ConfigMap",
                    Map.of(
                            1, Field.message("metadata", "ObjectMeta"),
                            2, Field.of("data", Holds.STRING_MAP),
                            3, Field.of("binaryData", Holds.BYTES_MAP),
                            4, Field.of("immutable", Holds.BOOL)),
            "Secret",
                    Map.of(
                            1, Field.message("metadata", "ObjectMeta"),
                            2, Field.of("data", Holds.BYTES_MAP),
                            3, Field.of("type", Holds.STRING),
                            4, Field.of("stringData", Holds.STRING_MAP),
                            5, Field.of("immutable", Holds.BOOL)),
            "ServiceAccount", Map.of(1, Field.message("metadata", "ObjectMeta")),
            "SelfSubjectAccessReview",
                    Map.of(
                            1, Field.of("metadata", Holds.NOTHING),
                            2, Field.message("spec", "AccessReviewSpec"),
                            3, Field.of("status", Holds.NOTHING)),
            "AccessReviewSpec",
                    Map.of(
                            1, Field.message("resourceAttributes", "ResourceAttributes"),
                            2, Field.of("nonResourceAttributes", Holds.NOTHING)),
            "ResourceAttributes",
                    Map.of(
                            1, Field.of("namespace", Holds.STRING),
                            2, Field.of("verb", Holds.STRING),
                            3, Field.of("group", Holds.STRING),
                            4, Field.of("version", Holds.STRING),
                            5, Field.of("resource", Holds.STRING),
                            6, Field.of("subresource", Holds.STRING),
                            7, Field.of("name", Holds.STRING)));

    private Protobuf() {}

    /** The object in a body of type {@code application/vnd.kubernetes.protobuf}. */
    static ObjectNode parse(byte[] body) {
        try {
            var envelope = CodedInputStream.newInstance(body, MAGIC_BYTES, body.length - MAGIC_BYTES);
            var typeMeta = ByteString.EMPTY;
            var raw = ByteString.EMPTY;
            for (var tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> typeMeta = envelope.readBytes();
                    case 2 -> raw = envelope.readBytes();
                    default -> envelope.skipField(tag);
                }
            }
            return object(typeMeta, raw);
        } catch (IOException e) {
            throw ApiError.badRequest("the protobuf body cannot be read: " + e.getMessage());
        }
    }

    private static ObjectNode object(ByteString typeMeta, ByteString raw) throws IOException {
        var object = Json.object();
        var type = typeMeta.newCodedInput();
        for (var tag = type.readTag(); tag != 0; tag = type.readTag()) {
            object.put(WireFormat.getTagFieldNumber(tag) == 1 ? "apiVersion" : "kind", type.readStringRequireUtf8());
        }
        if (!MESSAGES.containsKey(Json.text(object, "kind"))) {
            throw unsupported(Json.text(object, "kind"));
        }
        read(raw.newCodedInput(), Json.text(object, "kind"), object);
        return object;
    }

    private static ApiError unsupported(String what) {
        return ApiError.unsupportedMediaType("this server does not read " + what
                + " as protobuf; send JSON or YAML, for" + " example by kubectl apply -f or kubectl create -f");
    }

    private static void read(CodedInputStream in, String message, ObjectNode into) throws IOException {
        var fields = MESSAGES.get(message);
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var field = fields.get(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                throw unsupported("field " + WireFormat.getTagFieldNumber(tag) + " of " + message);
            }
            switch (field.holds()) {
                case STRING -> putUnlessEmpty(into, field.name(), in.readStringRequireUtf8());
                case BOOL -> into.put(field.name(), in.readBool());
                case MESSAGE -> read(in.readBytes().newCodedInput(), field.message(), Json.child(into, field.name()));
                case STRING_MAP, BYTES_MAP -> entry(in, field, Json.child(into, field.name()));
                case NOTHING -> in.skipField(tag);
            }
        }
    }

    private static void putUnlessEmpty(ObjectNode into, String name, String value) {
        if (!value.isEmpty()) {
            into.put(name, value);
        }
    }

    private static void entry(CodedInputStream in, Field field, ObjectNode map) throws IOException {
        var entry = in.readBytes().newCodedInput();
        var key = "";
        var value = ByteString.EMPTY;
        for (var tag = entry.readTag(); tag != 0; tag = entry.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                key = entry.readStringRequireUtf8();
            } else {
                value = entry.readBytes();
            }
        }
        if (field.holds() == Holds.BYTES_MAP) {
            map.put(key, Base64.getEncoder().encodeToString(value.toByteArray()));
        } else {
            map.put(key, value.toString(StandardCharsets.UTF_8));
        }
    }
}
