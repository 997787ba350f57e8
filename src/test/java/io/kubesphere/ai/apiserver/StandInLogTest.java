package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pod logs come from whoever runs the pods. */
class StandInLogTest {

    private final List<PodLogRequest> asked = new CopyOnWriteArrayList<>();
    private Optional<InputStream> log = Optional.empty();
    private StandInApiServer server;
    private Api api;

    @BeforeEach
    void start() {
        server = StandInApiServer.start(
                ApiServerOptions.inMemory(Clock.systemUTC()).withLogs(request -> {
                    asked.add(request);
                    return log;
                }));
        api = new Api(StandInApiServerTest.client(server), "default");
        api.post(api.core("pods"), pod("p")).expecting(201);
    }

    @AfterEach
    void stop() {
        api.client().close();
        server.close();
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void logIsPassedOnAsItIs() {
        log = Optional.of(of("first\nsecond\n"));

        assertThat(api.client().pods().inNamespace("default").withName("p").getLog())
                .isEqualTo("first\nsecond\n");
    }

    @Test
    void queryReachesTheSource() {
        log = Optional.of(of(""));

        api.get(api.core("pods") + "/p/log?tailLines=5&timestamps=true&previous=true&sinceSeconds=60&limitBytes=9");

        var request = asked.get(0);
        assertThat(request.namespace()).isEqualTo("default");
        assertThat(request.pod()).isEqualTo("p");
        assertThat(request.container()).contains("main");
        assertThat(request.tailLines()).hasValue(5);
        assertThat(request.sinceSeconds()).hasValue(60);
        assertThat(request.limitBytes()).hasValue(9);
        assertThat(request.timestamps()).isTrue();
        assertThat(request.previous()).isTrue();
        assertThat(request.follow()).isFalse();
    }

    @Test
    void containerThatHasNotStartedHasNoLogYet() {
        var refused = api.get(api.core("pods") + "/p/log").refused(400, "BadRequest");

        assertThat(refused.message()).contains("container \"main\" in pod \"p\" is waiting to start");
    }

    @Test
    void followedLogArrivesWhileItGrows() throws IOException {
        try (var writer = new PipedOutputStream()) {
            log = Optional.of(new PipedInputStream(writer));
            var pod = api.client().pods().inNamespace("default").withName("p");
            try (var watch = pod.watchLog();
                    var lines = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8))) {
                writer.write("one\n".getBytes(StandardCharsets.UTF_8));
                writer.flush();
                assertThat(lines.readLine()).isEqualTo("one");

                writer.write("two\n".getBytes(StandardCharsets.UTF_8));
                writer.flush();
                assertThat(lines.readLine()).isEqualTo("two");
                assertThat(asked.get(0).follow()).isTrue();
            }
        }
    }
}
