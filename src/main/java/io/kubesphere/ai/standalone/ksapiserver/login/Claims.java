package io.kubesphere.ai.standalone.ksapiserver.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token says; its names are those of KubeSphere, and there are no others: no groups, audience or id. */
record Claims(
        String subject,
        String username,
        String type,
        Optional<Instant> issuedAt,
        Optional<Instant> expiresAt,
        Map<String, List<String>> extra) {
    private static final String ACCOUNT = "kubesphere:serviceaccount:";

    static Claims of(String user, TokenType type, Instant issuedAt, Optional<Instant> expiresAt) {
        return new Claims(user, user, type.claim(), Optional.of(issuedAt), expiresAt, Map.of());
    }

    static Claims of(JsonNode claims) {
        var extra = claims.path("extra").properties().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Json.texts(entry.getValue())));
        return new Claims(
                Json.text(claims, "sub"),
                Json.text(claims, "username"),
                Json.text(claims, "token_type"),
                time(claims.path("iat")),
                time(claims.path("exp")),
                extra);
    }

    private static Optional<Instant> time(JsonNode seconds) {
        return seconds.isNumber() ? Optional.of(Instant.ofEpochSecond(seconds.asLong())) : Optional.empty();
    }

    ObjectNode json(String issuer) {
        var claims = Json.object().put("iss", issuer).put("sub", subject);
        expiresAt.ifPresent(time -> claims.put("exp", time.getEpochSecond()));
        issuedAt.ifPresent(time -> claims.put("iat", time.getEpochSecond()));
        return claims.put("token_type", type).put("username", username);
    }

    /** The namespace and name of the service account that this is the token of. */
    Optional<List<String>> serviceAccount() {
        var parts = List.of(subject.split(":", -1));
        return subject.startsWith(ACCOUNT) && parts.size() == 4 ? Optional.of(parts.subList(2, 4)) : Optional.empty();
    }

    static String serviceAccountName(String namespace, String name) {
        return ACCOUNT + namespace + ":" + name;
    }

    boolean is(TokenType... types) {
        return Arrays.stream(types).anyMatch(wanted -> wanted.claim().equals(type));
    }

    Identity withoutGroups() {
        return new Identity(username, List.of(), extra);
    }
}
