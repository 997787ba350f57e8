package io.kubesphere.ai.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Zipkin in a process of its own, one for all tests of this JVM; each test writes spans of projects of its own. */
public final class ZipkinForTests {
    private static final Path PROGRAM = Path.of("target/programs/zipkin-server.jar");
    private static final String KNOWN = "tests.zipkin";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    private ZipkinForTests(URI url) {
        this.url = url;
    }

    /** Started by the first who asks; Quarkus loads this class once more, so the JVM remembers where it is. */
    public static ZipkinForTests server() {
        synchronized (System.getProperties()) {
            var known = System.getProperty(KNOWN);
            if (known != null) {
                return new ZipkinForTests(URI.create(known));
            }
            var started = start();
            System.setProperty(KNOWN, started.url.toString());
            return started;
        }
    }

    private static ZipkinForTests start() {
        try {
            var port = freePort();
            var builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            PROGRAM.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile(Path.of("target"), "zipkin", ".log")
                            .toFile());
            builder.environment().put("QUERY_PORT", Integer.toString(port));
            builder.environment().put("STORAGE_TYPE", "mem");
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            var server = new ZipkinForTests(URI.create("http://127.0.0.1:" + port));
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> server.status("/health") == 200);
            return server;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private int status(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    }

    public URI url() {
        return url;
    }

    /** Takes spans of one trace in, as JSON, and waits until they can be read. */
    public void take(String traceId, String spans) {
        var request = HttpRequest.newBuilder(url.resolve("/api/v2/spans"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(spans))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> status("/api/v2/trace/" + traceId) == 200);
    }
}
