package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own with the heap that it may have in a pod. */
final class Container implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path out;
    private final Path err;

    private Container(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Container start(Path logs, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AgentMain.class.getName()));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(logs, "out", ".log");
        var err = Files.createTempFile(logs, "err", ".log");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return new Container(builder.start(), out, err);
    }

    String out() {
        return Pod.read(out);
    }

    String err() {
        return Pod.read(err);
    }

    /** The last line of the log's error stream. */
    String lastLine() {
        return err().lines().reduce((before, after) -> after).orElse("");
    }

    Container awaitLine(String part) {
        await().atMost(PATIENCE).until(() -> out().contains(part));
        return this;
    }

    /** SIGTERM. */
    Container terminate() {
        process.destroy();
        return this;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        var unused = process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(this::out)
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
