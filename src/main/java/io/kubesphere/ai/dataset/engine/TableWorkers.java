package io.kubesphere.ai.dataset.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/** Runs {@link TableWorker}s, a few at once, each with a bounded time and memory. */
public final class TableWorkers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_ANSWER = 32 << 20;

    private final Semaphore places;
    private final Duration timeout;

    public TableWorkers(int atOnce, Duration timeout) {
        this.places = new Semaphore(atOnce);
        this.timeout = timeout;
    }

    /** What the worker printed; a 422 with the reason when the file or the SQL is not as it should be. */
    public JsonNode run(TableTask task) {
        if (!places.tryAcquire()) {
            throw Problem.of(Problem.Code.TOO_MANY_REQUESTS, "too many tables are being looked at; try again");
        }
        try {
            var directory = Files.createTempDirectory("table-worker");
            try {
                return answer(task, directory);
            } finally {
                delete(directory);
            }
        } catch (IOException failed) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the table cannot be looked at now; try again")
                    .because(failed);
        } finally {
            places.release();
        }
    }

    /** A worker that ends without an answer gets one more try: DuckDB's native library now and then fails to load. */
    private JsonNode answer(TableTask task, Path directory) throws IOException {
        var output = printed(task, directory);
        if (output.isEmpty()) {
            output = printed(task, directory);
        }
        if (output.isEmpty()) {
            throw Problem.of(Problem.Code.INVALID, "looking at this table needs too much memory; ask for less");
        }
        var answer = JSON.readTree(output.get().toFile());
        if (answer.has("fault")) {
            throw Problem.of(Problem.Code.INVALID, "%s", answer.path("fault").asText());
        }
        return answer;
    }

    private Optional<Path> printed(TableTask task, Path directory) throws IOException {
        var output = directory.resolve("answer.json");
        var process = new ProcessBuilder(command())
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(JSON.writeValueAsBytes(task));
        }
        await(process);
        return Optional.of(output)
                .filter(file -> process.exitValue() == 0 && file.toFile().length() <= LONGEST_ANSWER);
    }

    private void await(Process process) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.of(
                        Problem.Code.INVALID, "looking at this table took longer than %d s", timeout.toSeconds());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the service is stopping")
                    .because(stopping);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = Stream.of(
                        TableWorker.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        DuckDBDriver.class)
                .map(TableWorkers::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                TableWorker.class.getName());
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the worker's classes are not found")
                    .because(impossible);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
