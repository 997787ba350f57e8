package io.kubesphere.ai.standalone.apiserver.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.store.Place;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import io.smallrye.jwt.build.Jwt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers TokenRequests (authentication.k8s.io/v1), and publishes the key that proves the tokens. */
public final class AccountTokens {
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final GroupResource ACCOUNTS = new GroupResource("", "serviceaccounts");
    private static final GroupResource PODS = new GroupResource("", "pods");
    private static final long SHORTEST = 600;
    private static final long USUAL = 3600;

    private final Store store;
    private final SigningKey key;
    private final Clock clock;

    public AccountTokens(Store store, Optional<Path> directory, Clock clock) {
        this.store = store;
        this.key = directory.map(SigningKey::in).orElseGet(SigningKey::generated);
        this.clock = clock;
    }

    /** The request with its status: the token and its end. */
    public ObjectNode issue(String namespace, String account, ObjectNode request) {
        var uid = Json.text(object(new Place(ACCOUNTS, namespace, account)), "metadata", "uid");
        var wish = Json.child(request, "spec");
        if (!wish.path("expirationSeconds").isNumber()) {
            wish.put("expirationSeconds", USUAL);
        }
        var seconds = wish.path("expirationSeconds").asLong();
        if (seconds < SHORTEST) {
            throw tooShort(account);
        }
        if (wish.path("audiences").isEmpty()) {
            wish.putArray("audiences").add(ISSUER);
        }
        var claims = new HashMap<String, Object>();
        claims.put("namespace", namespace);
        claims.put("serviceaccount", Map.of("name", account, "uid", uid));
        pod(namespace, account, wish).ifPresent(pod -> claims.put("pod", pod));
        var now = clock.instant();
        var end = now.plusSeconds(seconds);
        var status = request.putObject("status");
        status.put("token", sign("system:serviceaccount:" + namespace + ":" + account, claims, wish, now, end));
        status.put("expirationTimestamp", Meta.time(end));
        return request;
    }

    private String sign(String subject, Map<String, Object> claims, ObjectNode wish, Instant now, Instant end) {
        return Jwt.issuer(ISSUER)
                .subject(subject)
                // A list even of one, as the real server writes it.
                .claim("aud", Json.texts(wish.path("audiences")))
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", now.getEpochSecond())
                .claim("kubernetes.io", claims)
                .issuedAt(now)
                .expiresAt(end)
                .jws()
                .keyId(key.id())
                .sign(key.secret());
    }

    private Optional<Map<String, Object>> pod(String namespace, String account, ObjectNode wish) {
        var bound = wish.path("boundObjectRef");
        if (!Json.text(bound, "kind").equals("Pod")) {
            return Optional.empty();
        }
        var name = Json.text(bound, "name");
        var pod = object(new Place(PODS, namespace, name));
        if (!Json.text(pod, "spec", "serviceAccountName").equals(account)) {
            throw ApiError.badRequest("cannot bind token for serviceaccount \"" + account
                    + "\" to pod running with different serviceaccount name.");
        }
        var uid = Json.text(pod, "metadata", "uid");
        var wanted = Json.text(bound, "uid");
        if (!wanted.isEmpty() && !wanted.equals(uid)) {
            throw ApiError.conflict(
                    PODS,
                    name,
                    "the UID in the bound object reference (" + wanted + ") does not match the UID in record. The"
                            + " object might have been deleted and then recreated");
        }
        return Optional.of(Map.of("name", name, "uid", uid));
    }

    private ObjectNode object(Place place) {
        return store.get(place)
                .orElseThrow(() -> ApiError.notFound(place.kind(), place.name()))
                .toObject();
    }

    private static ApiError tooShort(String account) {
        var cause = new Cause(
                Cause.Reason.INVALID,
                "Invalid value: may not specify a duration less than 10 minutes",
                "spec.expirationSeconds");
        return ApiError.invalid("authentication.k8s.io", "TokenRequest", account, List.of(cause));
    }

    /** The document at {@code /openid/v1/jwks}. */
    public ObjectNode keys() {
        var keys = Json.object();
        var published = keys.putArray("keys").addObject();
        key.published().forEach((name, value) -> published.put(name, value.toString()));
        return keys;
    }

    /** The document at {@code /.well-known/openid-configuration}. */
    public ObjectNode discovery() {
        var document = Json.object().put("issuer", ISSUER).put("jwks_uri", ISSUER + "/openid/v1/jwks");
        document.putArray("response_types_supported").add("id_token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        return document;
    }
}
