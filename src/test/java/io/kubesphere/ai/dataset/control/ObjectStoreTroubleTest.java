package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.S3Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object store that refuses, or says nothing at all. */
class ObjectStoreTroubleTest {
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private HttpServer server;
    private DatasetWorld world;
    private DatasetName cats;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        world = new DatasetWorld(ObjectStore.onS3(new S3Location(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                "bucket",
                "us-east-1",
                Optional.of(new S3Location.Credentials("access", "secret-secret")),
                true,
                Duration.ofMillis(500))));
        cats = world.cats();
    }

    @AfterEach
    void stop() {
        over.complete(null);
        server.stop(0);
    }

    @Test
    void refusalIsAProblemThatPassesAndTheUploadStaysAsItWas() {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        requireUnavailable();
    }

    @Test
    void silenceIsNotWaitedForLongerThanIsSaid() {
        server.createContext("/", exchange -> over.join());

        requireUnavailable();
    }

    private void requireUnavailable() {
        var upload = world.begin(cats);

        for (var size : new int[] {10, 9_000_000}) {
            var body = new FileBody("f" + size, new ByteArrayInputStream(new byte[size]), size, Optional.empty());
            var refused = catchThrowableOfType(Problem.class, () -> world.files.put(upload, body));
            assertThat(refused.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        }

        assertThat(world.files.page(upload, ListQuery.ALL).items()).isEmpty();
        var unfinished = catchThrowableOfType(Problem.class, () -> world.commit(upload, "v1"));
        assertThat(unfinished.code()).isIn(Problem.Code.CONFLICT, Problem.Code.UNAVAILABLE);
        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
    }
}
