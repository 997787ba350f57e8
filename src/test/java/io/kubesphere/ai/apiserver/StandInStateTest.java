package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stand-in keeps in its state directory: a real API server leaves that to etcd. */
@BesideOthers
class StandInStateTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @TempDir
    private Path state;

    private void run(Consumer<Api> work) {
        try (var server = StandInApiServer.start(options());
                var client = StandInApiServerTest.client(server)) {
            work.accept(new Api(client, "default"));
        }
    }

    private ApiServerOptions options() {
        return ApiServerOptions.inMemory(Clock.systemUTC()).withStateDirectory(state);
    }

    @Test
    void objectsAndTheirVersionsSurviveARestart() {
        run(api -> api.post(MAPS, configMap("c", "a: b")).expecting(201));

        run(api -> {
            var found = api.get(MAPS + "/c");
            assertThat(found.expecting(200).at("/data/a").asText()).isEqualTo("b");
            var next = api.post(MAPS, configMap("d", "a: b"));
            assertThat(Long.parseLong(next.version())).isGreaterThan(Long.parseLong(found.version()));
        });
    }

    @Test
    void versionsGoOnAfterARestartEvenWhenTheLastWriteWasADeletion() {
        var last = new long[1];
        run(api -> {
            api.post(MAPS, configMap("c", "a: b")).expecting(201);
            api.delete(MAPS + "/c").expecting(200);
            last[0] = Long.parseLong(api.get(MAPS).version());
        });

        run(api -> assertThat(Long.parseLong(api.get(MAPS).version())).isGreaterThanOrEqualTo(last[0]));
    }

    @Test
    void customKindsAreServedAgainAfterARestart() {
        run(api -> {
            api.post(DefinitionBehaviour.DEFINITIONS, Api.tree(ApiServerBehaviour.resource("widgets.yaml")))
                    .expecting(201);
            api.post(api.widgets(), widget("w", "colour: red")).expecting(201);
        });

        run(api -> {
            assertThat(api.get(api.widgets() + "?fieldSelector=spec.colour%3Dred")
                            .itemNames())
                    .containsExactly("w");
            api.post(api.widgets(), widget("x", "colour: pink")).refused(422, "Invalid");
        });
    }

    @Test
    void watchFromBeforeTheRestartHasExpired() {
        var before = new String[1];
        run(api -> {
            before[0] = api.get(MAPS).version();
            api.post(MAPS, configMap("c", "a: b")).expecting(201);
        });

        run(api -> {
            try (var watched = api.watch(MAPS + "?resourceVersion=" + before[0])) {
                var event = watched.next();
                assertThat(event.path("type").asText()).isEqualTo("ERROR");
                assertThat(event.at("/object/code").asInt()).isEqualTo(410);
                assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
            }
        });
    }

    @Test
    void everyAnsweredWriteSurvivesAKill() throws IOException, InterruptedException {
        var process = StandInProcess.start(state);
        try (var client = process.client()) {
            var api = new Api(client, "default");
            for (var i = 0; i < 200; i++) {
                api.post(MAPS, configMap("c" + i, "a: b")).expecting(201);
            }
            process.kill();
        }

        run(api -> assertThat(api.get(MAPS).itemNames()).hasSize(200));
    }

    @Test
    void namespaceDeletionGoesOnAfterAKill() throws IOException, InterruptedException {
        var process = StandInProcess.start(state);
        try (var client = process.client()) {
            var api = new Api(client, "doomed");
            api.post("/api/v1/namespaces", Api.yaml("{apiVersion: v1, kind: Namespace, metadata: {name: doomed}}"))
                    .expecting(201);
            fill(api);
            api.delete("/api/v1/namespaces/doomed").expecting(200);
            process.kill();
        }

        run(api -> await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> api.get("/api/v1/namespaces/doomed").refused(404, "NotFound")));
    }

    private static void fill(Api api) {
        for (var i = 0; i < 100; i++) {
            api.post(api.core("configmaps"), configMap("c" + i, "a: b")).expecting(201);
        }
    }

    @Test
    void stateIsOneDirectoryThatCanBeRemoved() throws IOException {
        run(api -> api.post(MAPS, configMap("c", "a: b")).expecting(201));

        try (var files = Files.list(state)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrder("objects.mv", "service-account.key");
        }
    }
}
