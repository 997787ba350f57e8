package io.kubesphere.ai.standalone;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The machine's own Prometheus, where one is installed, on what the service and the runner tell; for figures over time. */
final class InstalledPrometheus implements AutoCloseable {
    private static final String PID = "prometheus.pid";
    private static final int PATIENCE_SECONDS = 15;

    private final Process process;
    private final URI url;

    private InstalledPrometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Empty where none is installed.
     *
     * @param service where the service answers, which need not do so yet
     * @param meterPort of the runner's measurements
     */
    static Optional<InstalledPrometheus> start(StateDirectory state, URI service, int meterPort) {
        return program().map(program -> start(program, state, service, meterPort));
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static InstalledPrometheus start(Path program, StateDirectory state, URI service, int meterPort) {
        var directory = state.path("prometheus");
        var configuration = directory.resolve("prometheus.yml");
        state.write(configuration, configuration(service, meterPort));
        var url = URI.create("http://127.0.0.1:" + state.port("prometheus"));
        try {
            endLeftOver(state.path(PID));
            var process = new ProcessBuilder(
                            program.toString(),
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--storage.tsdb.retention.time=15d",
                            "--web.listen-address=" + url.getAuthority())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            state.write(state.path(PID), Long.toString(process.pid()));
            return new InstalledPrometheus(process, url);
        } catch (IOException unusable) {
            throw new StartFailure(program + " does not start: " + unusable.getMessage());
        }
    }

    private static String configuration(URI service, int meterPort) {
        return """
                global: {scrape_interval: 5s}
                scrape_configs:
                  - job_name: kubelet
                    honor_labels: true
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                  - job_name: ai-platform
                    honor_labels: true
                    metrics_path: /q/metrics
                    static_configs: [{targets: ['%s']}]
                """
                .formatted(meterPort, service.getAuthority());
    }

    /** After a kill of this process it goes on, and keeps its directory locked. */
    private static void endLeftOver(Path pid) throws IOException {
        if (!Files.exists(pid)) {
            return;
        }
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/prometheus"))
                .ifPresent(InstalledPrometheus::end);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException deaf) {
            process.destroyForcibly();
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        end(process.toHandle());
    }
}
