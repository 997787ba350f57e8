package io.kubesphere.ai.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus (Debian's package {@code prometheus}) with samples of a time that a test chooses. */
public final class PrometheusForTests implements AutoCloseable {
    private final Process process;
    private final URI url;

    private PrometheusForTests(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Skips the test where Prometheus is not installed.
     *
     * @param directory empty, for its samples
     * @param openMetrics samples with times
     */
    public static PrometheusForTests with(Path directory, String openMetrics) {
        var promtool = program("promtool");
        var prometheus = program("prometheus");
        try {
            var samples = Files.writeString(directory.resolve("samples"), openMetrics);
            var data = directory.resolve("data");
            run(promtool, "tsdb", "create-blocks-from", "openmetrics", samples.toString(), data.toString());
            var configuration = Files.writeString(directory.resolve("prometheus.yml"), "{}\n");
            var port = freePort();
            var process = new ProcessBuilder(
                            prometheus,
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + data,
                            "--storage.tsdb.retention.time=100y",
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            var started = new PrometheusForTests(process, URI.create("http://127.0.0.1:" + port));
            started.awaitReady();
            return started;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    /** Where a program is; the test is skipped where it is not. */
    public static String program(String name) {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), () -> "needs " + name + ": install the package that has it");
        return found.get().toString();
    }

    private static void run(String... command) throws IOException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
