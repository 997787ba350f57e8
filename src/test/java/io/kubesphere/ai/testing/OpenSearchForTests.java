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

/** A real OpenSearch node in a process of its own, one for all tests of this JVM, with which it ends. */
public final class OpenSearchForTests {
    private static final String ADDRESS = "opensearch-for-tests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;

    private OpenSearchForTests(URI url) {
        this.url = url;
    }

    /** Holds the only one; started when it is first asked for. */
    private static final class Shared {
        private static final OpenSearchForTests NODE = known();
    }

    public static OpenSearchForTests shared() {
        return Shared.NODE;
    }

    /** Tests of the running service have a class loader of their own, but the same properties. */
    private static OpenSearchForTests known() {
        synchronized (System.getProperties()) {
            var known = System.getProperty(ADDRESS);
            var node = known == null ? start() : new OpenSearchForTests(URI.create(known));
            System.setProperty(ADDRESS, node.url.toString());
            return node;
        }
    }

    private static OpenSearchForTests start() {
        try {
            var directory = Files.createTempDirectory("opensearch");
            var port = freePort();
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            Files.readString(Path.of("target/opensearch.classpath")),
                            "src/test/opensearch/OpenSearchNode.java",
                            directory.toString(),
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            // The node also ends with its standard input, which closes when this JVM does.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            var ready = directory.resolve("ready");
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException(Files.readString(directory.resolve("log")));
                }
                return Files.exists(ready);
            });
            return new OpenSearchForTests(URI.create("http://127.0.0.1:" + port));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public URI url() {
        return url;
    }

    /** Asks the node itself; fails unless it agrees. */
    public String ask(String method, String path, String body) {
        var type = path.contains("_bulk") ? "application/x-ndjson" : "application/json";
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
