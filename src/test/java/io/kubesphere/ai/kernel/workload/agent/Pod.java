package io.kubesphere.ai.kernel.workload.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pod's view of the agent: environment, workspace, log, and the last words; containers run in this JVM. */
final class Pod {
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path workspace;
    private final Path terminationLog;
    private final Path tokenFile;

    Pod(Path directory, PlayedService service) {
        this.workspace = directory.resolve("aip");
        this.terminationLog = directory.resolve("termination-log");
        with("AIP_SERVICE_URL", service.url());
        this.tokenFile = directory.resolve("token");
        with("AIP_TOKEN_FILE", tokenFile.toString());
        token(PlayedService.TOKEN);
        with("AIP_WORKSPACE", workspace.toString());
        with("AIP_TERMINATION_LOG", terminationLog.toString());
    }

    Pod with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Puts another token where the kubelet keeps it. */
    Pod token(String token) {
        try {
            Files.writeString(tokenFile, token);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Runs the init container; answers its exit code. */
    int prepare() {
        return AgentMain.prepare(new Settings(environment), journal());
    }

    /** Runs the pod that reads a volume; answers its exit code. */
    int snapshot(Path volume) {
        with("AIP_VOLUME", volume.toString());
        return AgentMain.snapshot(new Settings(environment), journal());
    }

    /** Stores the outputs as the sidecar does when the program has ended; answers what went wrong. */
    List<String> collect(Duration limit) {
        var settings = new Settings(environment);
        var service = new Service(settings.service(), settings.tokenFile(), StallWatch.start(settings.stall()));
        return new Collect(settings, service, journal()).finish(System.nanoTime() + limit.toNanos());
    }

    List<String> collect() {
        return collect(Duration.ofSeconds(60));
    }

    private Journal journal() {
        return new Journal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Settings(environment).terminationLog());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String lastWords() {
        return Files.exists(terminationLog) ? read(terminationLog) : "";
    }

    Path input(String name, String path) {
        return workspace.resolve("inputs").resolve(name).resolve(path);
    }

    Path code(String path) {
        return workspace.resolve("code").resolve(path);
    }

    Path output(String name, String path) {
        return workspace.resolve("outputs").resolve(name).resolve(path);
    }

    /** Leaves a file as the user's program would. */
    Path leave(String output, String path, Content content) {
        var file = output(output, path);
        try {
            Files.createDirectories(file.getParent());
            try (var stream = Files.newOutputStream(file)) {
                content.write(0, stream);
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
