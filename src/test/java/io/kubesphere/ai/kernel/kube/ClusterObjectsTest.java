package io.kubesphere.ai.kernel.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterObjectsTest {
    private StandInApiServer server;
    private KubernetesClient client;
    private KubeObjects objects;

    @BeforeEach
    void start() {
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
        client = client(server.url());
        objects = new ClusterObjects(client);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void applyingTwiceChangesNothing() {
        var first = objects.apply(map("settings", "a"));
        var second = objects.apply(map("settings", "a"));

        assertThat(second.getMetadata().getResourceVersion())
                .isEqualTo(first.getMetadata().getResourceVersion());
        assertThat(second.getMetadata().getManagedFields().get(0).getManager()).isEqualTo("ai-platform");
    }

    @Test
    void ownedObjectsPointToTheirOwner() {
        var owner = objects.create(map("owner", "a"));

        var owned = objects.applyOwned(owner, map("owned", "b"));

        var reference = owned.getMetadata().getOwnerReferences().get(0);
        assertThat(reference.getUid()).isEqualTo(owner.getMetadata().getUid());
        assertThat(reference.getController()).isTrue();
    }

    @Test
    void creatingATakenNameAndReplacingAnOldVersionAreTold() {
        var first = objects.create(map("run", "a"));
        var second = objects.replace(
                new ConfigMapBuilder(first).addToData("value", "b").build());

        assertThat(refusal(() -> objects.create(map("run", "c"))).code()).isEqualTo(Problem.Code.ALREADY_EXISTS);
        assertThat(refusal(() -> objects.replace(new ConfigMapBuilder(first)
                                .addToData("value", "d")
                                .build()))
                        .code())
                .isEqualTo(Problem.Code.CONFLICT);
        assertThat(objects.get(ConfigMap.class, "default", "run").orElseThrow().getData())
                .isEqualTo(second.getData());
    }

    @Test
    void occupantOfANameIsToldWithoutBeingReadOrChanged() {
        var service = new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("run")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withPort(80)
                .endPort()
                .endSpec()
                .build();
        assertThat(objects.occupant(map("run", "a"))).isEmpty();
        assertThat(objects.occupant(service)).isEmpty();
        var stored = objects.create(map("run", "a"));

        var found = objects.occupant(map("run", "b")).orElseThrow();

        assertThat(found.getUid()).isEqualTo(stored.getMetadata().getUid());
        assertThat(objects.get(ConfigMap.class, "default", "run")).contains(stored);
    }

    @Test
    void deletingSaysWhetherItWasThere() {
        objects.create(map("run", "a"));

        assertThat(objects.delete(ConfigMap.class, "default", "run")).isTrue();
        assertThat(objects.delete(ConfigMap.class, "default", "run")).isFalse();
        assertThat(objects.delete(map("other", "a"))).isFalse();
        assertThat(objects.get(ConfigMap.class, "default", "run")).isEmpty();
    }

    @Test
    void refusalKeepsTheApiServersCauses() {
        var refusal = refusal(() -> objects.create(map("Not_A_Name", "a")));

        assertThat(refusal.code()).isEqualTo(Problem.Code.INVALID);
        assertThat(refusal.causes()).extracting(Problem.Cause::field).contains("metadata.name");
    }

    @Test
    void unreachableApiServerIsUnavailable() {
        server.close();

        var refusal = refusal(() -> objects.apply(map("run", "a")));

        assertThat(refusal.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(refusal.retryAfter()).isPresent();
    }

    @Test
    void indexFollowsTheCluster() {
        objects.create(map("early", "a"));
        var informers = new Informers(client);
        var index = informers.index(ConfigMap.class, IndexShape.of(ConfigMap.class));
        var scope = Scope.namespace("default");
        await().untilAsserted(() -> assertThat(informers.waiting()).isEmpty());

        objects.create(map("late", "b"));
        await().untilAsserted(() -> assertThat(
                        index.page(scope, ListQuery.ALL.named("late")).totalItems())
                .isOne());
        objects.apply(map("late", "c"));
        await().untilAsserted(() -> assertThat(
                        index.find("default", "late").orElseThrow().getData())
                .containsValue("c"));
        objects.delete(ConfigMap.class, "default", "late");
        await().untilAsserted(() -> assertThat(index.find("default", "late")).isEmpty());

        assertThat(index.find("default", "early")).isPresent();
        informers.stop();
    }

    @Test
    void indexHoldsMoreThanOnePageOfTheClustersList() {
        for (var i = 0; i < 1005; i++) {
            objects.create(map("run-" + i, "a"));
        }
        var informers = new Informers(client);

        var index = informers.index(ConfigMap.class, IndexShape.of(ConfigMap.class));

        await().untilAsserted(() -> assertThat(index.size()).isGreaterThanOrEqualTo(1005));
        informers.stop();
    }

    @Test
    void indexWaitsForAnApiServerThatIsDown() {
        var port = server.port();
        server.close();
        var informers = new Informers(client);
        var index = informers.index(ConfigMap.class, IndexShape.of(ConfigMap.class));
        assertThat(informers.waiting()).containsExactly("ConfigMap");

        try (var back = StandInApiServer.start(
                        ApiServerOptions.inMemory(Clock.systemUTC()).withPort(port));
                var other = client(back.url())) {
            new ClusterObjects(other).create(map("run", "a"));

            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(index.find("default", "run"))
                    .isPresent());
            assertThat(informers.waiting()).isEmpty();
            informers.stop();
        }
    }

    private static KubernetesClient client(String url) {
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Problem refusal(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call);
    }

    private static ConfigMap map(String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .addToData("value", value)
                .build();
    }
}
