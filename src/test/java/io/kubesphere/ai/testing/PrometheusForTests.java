package io.kubesphere.ai.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus (Debian's package {@code prometheus}) with samples of a time that a test chooses. */
public final class PrometheusForTests implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        return start(directory, openMetrics, "{}\n");
    }

    /**
     * One that records by these rules from now on, every second. Its samples should end now, since it takes no new ones that
     * are older than those.
     *
     * @param targets addresses to scrape every second, with the labels that they give
     */
    public static PrometheusForTests recording(Path directory, String openMetrics, Path rules, List<String> targets) {
        try {
            Files.writeString(
                    directory.resolve("rules.yml"),
                    Files.readString(rules).replaceAll("interval: \\w+", "interval: 1s"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var configuration =
                """
                global: {scrape_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: tested
                    honor_labels: true
                    static_configs: [{targets: [%s]}]
                """
                        .formatted(targets.stream()
                                .map(target -> "'" + target + "'")
                                .collect(Collectors.joining(", ")));
        return start(directory, openMetrics, configuration);
    }

    private static PrometheusForTests start(Path directory, String openMetrics, String settings) {
        var promtool = program("promtool");
        var prometheus = program("prometheus");
        try {
            var samples = Files.writeString(directory.resolve("samples"), openMetrics);
            var data = directory.resolve("data");
            run(promtool, "tsdb", "create-blocks-from", "openmetrics", samples.toString(), data.toString());
            var configuration = Files.writeString(directory.resolve("prometheus.yml"), settings);
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

    /** The series of an answer: as of now, or over the last minutes when there are any. */
    public List<JsonNode> query(String expression, Duration back) {
        var now = Instant.now();
        var form = "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                + (back.isZero()
                        ? ""
                        : "&step=15&start=%d&end=%d".formatted(now.minus(back).getEpochSecond(), now.getEpochSecond()));
        var answer = ask("/api/v1/query" + (back.isZero() ? "" : "_range"), form);
        return StreamSupport.stream(answer.path("result").spliterator(), false).toList();
    }

    /** Values of a label of these series, as a variable of a dashboard asks for them. */
    public List<String> labelValues(String selector, String label) {
        var answer = ask(
                "/api/v1/label/" + label + "/values?match[]=" + URLEncoder.encode(selector, StandardCharsets.UTF_8),
                "");
        return StreamSupport.stream(answer.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode ask(String path, String form) {
        try {
            var request =
                    HttpRequest.newBuilder(url.resolve(path.replace("[", "%5B").replace("]", "%5D")));
            var sent = form.isEmpty()
                    ? request
                    : request.header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form));
            var body = JSON.readTree(HttpClient.newHttpClient()
                    .send(sent.build(), BodyHandlers.ofString())
                    .body());
            if (!body.path("status").asText().equals("success")) {
                throw new IllegalArgumentException(
                        form + path + ": " + body.path("error").asText());
            }
            return body.path("data");
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
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
