package io.kubesphere.ai.kernel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.testing.ObjectsInMemory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that an API server has made, for pods that it holds. */
class PodTokensTest {
    private static final String AUDIENCE = "ai.kubesphere.io";
    private static final Clock CLOCK = Clock.systemUTC();

    private static StandInApiServer server;
    private static KubernetesClient client;

    private final KubeObjects cluster = new ObjectsInMemory().objects();
    private final ObjectIndex<Pod> index = IndexShape.of(Pod.class).build();
    private final List<String> asked = new ArrayList<>();
    private UnaryOperator<String> documents = path -> client.raw(path);
    private Pod pod;

    @BeforeAll
    static void start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(CLOCK));
        client = client(server);
    }

    private static KubernetesClient client(StandInApiServer of) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(of.kubeconfig()))
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void runPod() {
        client.pods().inNamespace("default").withGracePeriod(0).delete();
        pod = created(client, Map.of("ai.kubesphere.io/run", "resnet", "ai.kubesphere.io/run-uid", "5f3c"));
        index.put(pod);
    }

    private static Pod created(KubernetesClient client, Map<String, String> labels) {
        return client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withGenerateName("resnet-")
                        .withNamespace("default")
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("program")
                        .withImage("busybox:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private PodTokens at(Clock clock) {
        return new PodTokens(
                new IssuerKeys(
                        path -> {
                            asked.add(path);
                            return documents.apply(path);
                        },
                        clock),
                new RunPods(index),
                cluster,
                clock);
    }

    private PodTokens tokens() {
        return at(CLOCK);
    }

    private static String token(KubernetesClient client, Pod pod, String audience) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(audience)
                .withExpirationSeconds(3600L)
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace("default")
                .withName("default")
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private static void assertRefused(PodTokens tokens, String bearer, String why) {
        var problem = catchThrowableOfType(Problem.class, () -> tokens.verify(bearer));
        assertThat(problem).as(bearer).isNotNull();
        assertThat(problem.code()).isEqualTo(Problem.Code.UNAUTHORIZED);
        assertThat(problem.getMessage()).isEqualTo(why);
    }

    @Test
    void tokenNamesTheRunOfItsPod() {
        assertThat(tokens().verify(token(client, pod, AUDIENCE)))
                .isEqualTo(new RunIdentity("5f3c", "default", "resnet"));
    }

    @Test
    void podThatTheCacheHasNotHeardOfIsLookedUp() {
        var young = created(client, pod.getMetadata().getLabels());
        cluster.replace(young);

        assertThat(tokens().verify(token(client, young, AUDIENCE)).name()).isEqualTo("resnet");
    }

    @Test
    void tokenDiesWithItsPod() {
        var bearer = token(client, pod, AUDIENCE);
        index.remove(pod);

        assertRefused(tokens(), bearer, "the pod of this token is gone");
    }

    @Test
    void tokenOfAnEarlierPodOfTheSameNameIsRefused() {
        var bearer = token(client, pod, AUDIENCE);
        index.remove(pod);
        index.put(new PodBuilder(pod)
                .editMetadata()
                .withUid("another")
                .endMetadata()
                .build());

        assertRefused(tokens(), bearer, "the pod of this token is gone");
    }

    @Test
    void podOfNoRunIsRefused() {
        var stranger = created(client, Map.of("app", "web"));
        cluster.replace(stranger);

        assertRefused(tokens(), token(client, stranger, AUDIENCE), "this pod belongs to no run");
    }

    @Test
    void tokenForTheApiServerIsRefused() {
        assertRefused(
                tokens(), token(client, pod, "https://kubernetes.default.svc.cluster.local"), "the token is not valid");
    }

    @Test
    void expiredTokenIsRefused() {
        var bearer = token(client, pod, AUDIENCE);

        assertRefused(at(Clock.offset(CLOCK, Duration.ofMinutes(61))), bearer, "the token has expired");
    }

    @Test
    void tokenThatIsBoundToNoPodIsRefused() {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences(AUDIENCE)
                .endSpec()
                .build();
        var bearer = client.serviceAccounts()
                .inNamespace("default")
                .withName("default")
                .tokenRequest(request)
                .getStatus()
                .getToken();

        assertRefused(tokens(), bearer, "the token is not bound to a pod");
    }

    @Test
    void tokenOfAnotherClusterIsRefused() {
        try (var elsewhere = StandInApiServer.start(ApiServerOptions.inMemory(CLOCK));
                var other = client(elsewhere)) {
            var twin = created(other, pod.getMetadata().getLabels());

            assertRefused(tokens(), token(other, twin, AUDIENCE), "the token is not valid");
        }
    }

    @Test
    void rotatedKeyIsFoundWithoutARestart() {
        try (var rotated = StandInApiServer.start(ApiServerOptions.inMemory(CLOCK));
                var other = client(rotated)) {
            var tokens = at(new SteppingClock(Duration.ofSeconds(6)));
            tokens.verify(token(client, pod, AUDIENCE));
            var young = created(other, pod.getMetadata().getLabels());
            index.put(young);
            documents = path -> other.raw(path);

            assertThat(tokens.verify(token(other, young, AUDIENCE)).name()).isEqualTo("resnet");
        }
    }

    @Test
    void inventedKeysAreNotAskedForEachTime() {
        var fixed = Clock.fixed(CLOCK.instant(), CLOCK.getZone());
        var tokens = at(fixed);
        try (var elsewhere = StandInApiServer.start(ApiServerOptions.inMemory(CLOCK));
                var other = client(elsewhere)) {
            var bearer = token(other, created(other, Map.of()), AUDIENCE);
            for (var again = 0; again < 20; again++) {
                assertRefused(tokens, bearer, "the token is not valid");
            }
        }

        assertThat(asked).hasSize(2);
    }

    @Test
    void unreachableApiServerIsNotTheCallersFault() {
        documents = path -> {
            throw Problem.of(Problem.Code.UNAVAILABLE, "down");
        };
        var problem = catchThrowableOfType(Problem.class, () -> tokens().verify(token(client, pod, AUDIENCE)));

        assertThat(problem.code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void whatIsNoTokenIsRefused(String bearer) {
        assertRefused(tokens(), bearer, "the token is not valid");
    }

    @Test
    void tokenSignedWithThePublicKeyAsASecretIsRefused() {
        var claims =
                "{\"iss\":\"https://kubernetes.default.svc.cluster.local\",\"aud\":\"ai.kubesphere.io\",\"sub\":\"x\","
                        + "\"exp\":%d}".formatted(CLOCK.instant().getEpochSecond() + 600);

        assertRefused(tokens(), Forge.hs256(client.raw("/openid/v1/jwks"), claims), "the token is not valid");
        assertRefused(tokens(), Forge.unsigned(claims), "the token is not valid");
    }
}
