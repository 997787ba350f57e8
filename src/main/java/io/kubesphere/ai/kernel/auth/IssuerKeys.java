package io.kubesphere.ai.kernel.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubernetesFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * Issuer and keys of the cluster's service account tokens, as the API server publishes them (KEP-1393). They are fetched
 * again when a token names a key that is not there, so a rotated key needs no restart; a withdrawn one is forgotten within
 * an hour.
 */
@ApplicationScoped
class IssuerKeys {
    private static final Duration LIFE = Duration.ofHours(1);

    /** Tokens with invented keys must not make us ask the API server each time. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnaryOperator<String> documents;
    private final Clock clock;
    private Optional<Published> held = Optional.empty();

    /** What was published, and when we asked. */
    record Published(String issuer, List<JsonWebKey> keys, Instant at) {
        private boolean isYoungerThan(Duration age, Instant now) {
            return now.isBefore(at.plus(age));
        }
    }

    @Inject
    IssuerKeys(KubernetesClient client, Clock clock) {
        this(path -> document(client, path), clock);
    }

    /** @param documents the text at a path of the API server */
    IssuerKeys(UnaryOperator<String> documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** What was published lately; a 503 while nobody can say. */
    synchronized Published published() {
        return youngerThan(LIFE);
    }

    /** What is published now, or was moments ago. */
    synchronized Published publishedNow() {
        return youngerThan(PAUSE);
    }

    private Published youngerThan(Duration age) {
        var now = clock.instant();
        var fresh = held.filter(published -> published.isYoungerThan(age, now)).orElseGet(() -> fetch(now));
        held = Optional.of(fresh);
        return fresh;
    }

    private Published fetch(Instant now) {
        try {
            var issuer = JSON.readTree(documents.apply("/.well-known/openid-configuration"))
                    .path("issuer")
                    .asText();
            var keys = new JsonWebKeySet(documents.apply("/openid/v1/jwks")).getJsonWebKeys();
            return new Published(issuer, List.copyOf(keys), now);
        } catch (JsonProcessingException | JoseException garbled) {
            throw unavailable().because(garbled);
        }
    }

    private static String document(KubernetesClient client, String path) {
        try {
            return Optional.ofNullable(client.raw(path)).orElseThrow(IssuerKeys::unavailable);
        } catch (KubernetesClientException refused) {
            throw KubernetesFailures.problem(refused);
        }
    }

    private static Problem unavailable() {
        return Problem.of(
                Problem.Code.UNAVAILABLE, "the API server does not publish the keys of service account tokens");
    }
}
