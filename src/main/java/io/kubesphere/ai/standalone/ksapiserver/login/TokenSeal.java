package io.kubesphere.ai.standalone.ksapiserver.login;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Signs tokens with the shared secret, and opens those that bear its signature. */
final class TokenSeal {
    private static final AlgorithmConstraints ONLY_HS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);

    private final HmacKey key;

    TokenSeal(String secret) {
        this.key = new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    String sign(JsonNode claims) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setHeader("typ", "JWT");
        token.setKey(key);
        // KubeSphere lets the admin choose a secret shorter than RFC 7518 wants
        token.setDoKeyValidation(false);
        token.setPayloadBytes(Json.bytes(claims));
        try {
            return token.getCompactSerialization();
        } catch (JoseException unusableKey) {
            throw new IllegalStateException(unusableKey);
        }
    }

    /** The claims; empty when the token was not signed here. */
    Optional<JsonNode> open(String text) {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(ONLY_HS256);
        token.setKey(key);
        token.setDoKeyValidation(false);
        try {
            token.setCompactSerialization(text);
            return token.verifySignature() ? Optional.of(Json.fromClient(token.getPayloadBytes())) : Optional.empty();
        } catch (JoseException | ApiError forged) {
            return Optional.empty();
        }
    }
}
