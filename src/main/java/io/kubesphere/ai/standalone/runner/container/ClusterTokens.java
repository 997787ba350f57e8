package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the API server, and again once four fifths of a token's life are over, as a kubelet does. */
public final class ClusterTokens implements TokenSource {
    private static final long USUAL_SECONDS = 3600;

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<Wish, Held> held = new ConcurrentHashMap<>();

    /** Tokens for different audiences or lives are different ones. */
    private record Wish(String uid, String account, Optional<String> audience, long seconds) {}

    /** A token and when to ask for the next. */
    private record Held(String token, Instant renewal) {}

    public ClusterTokens(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String token(Pod pod, ServiceAccountTokenProjection projection) {
        var wish = new Wish(
                pod.getMetadata().getUid(),
                Optional.ofNullable(pod.getSpec().getServiceAccountName()).orElse("default"),
                Optional.ofNullable(projection.getAudience()),
                Optional.ofNullable(projection.getExpirationSeconds()).orElse(USUAL_SECONDS));
        var now = clock.instant();
        held.values().removeIf(old -> !now.isBefore(old.renewal()));
        return held.computeIfAbsent(wish, unused -> ask(pod, wish, now)).token();
    }

    private Held ask(Pod pod, Wish wish, Instant now) {
        var answer = answer(pod, wish);
        var life = Duration.between(now, Instant.parse(answer.getStatus().getExpirationTimestamp()));
        return new Held(
                answer.getStatus().getToken(), now.plus(life.multipliedBy(4).dividedBy(5)));
    }

    private TokenRequest answer(Pod pod, Wish wish) {
        try {
            return client.serviceAccounts()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(wish.account())
                    .tokenRequest(request(pod, wish));
        } catch (KubernetesClientException refused) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "failed to fetch token: %s", refused.getMessage())
                    .because(refused);
        }
    }

    private static TokenRequest request(Pod pod, Wish wish) {
        return new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(wish.audience().stream().toList())
                .withExpirationSeconds(wish.seconds())
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(wish.uid())
                .endBoundObjectRef()
                .endSpec()
                .build();
    }
}
