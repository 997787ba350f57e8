package io.kubesphere.ai.real;

import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.testing.Service;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service as a process of its own, with no right on the cluster but those that the chart gives. */
final class ServiceProcess implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path LOG = Path.of("target", "service-process.log");

    private final List<String> command = new ArrayList<>();
    private final int port = Images.freePort();
    private Process process;

    /** Callers are who they say they are, as in the tests that run the service within themselves. */
    ServiceProcess(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.putAll(Map.of(
                "quarkus.http.port", Integer.toString(port),
                "aip.auth.mode", "trusted-proxy",
                "aip.auth.review-references", "false",
                "aip.auth.review-requests", "false",
                "aip.auth.run-token-secret", "only-for-tests-only-for-tests-only"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + System.getProperty("service.heap", "512m"));
        all.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(PACKAGE.toString());
    }

    /** Comes back when it answers and its database is up to date. */
    void start() throws IOException {
        if (!Files.exists(PACKAGE)) {
            throw new IllegalStateException("there is no " + PACKAGE + ": run mvn verify -Pe2e, which makes it");
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start();
        RestAssured.port = port;
        await("the service answers; its log is " + LOG)
                .atMost(Duration.ofMinutes(2))
                .ignoreException(ConnectException.class)
                .until(() -> RestAssured.get("/q/health/live").statusCode() == 200);
        Service.awaitMigration();
    }

    /** SIGKILL, in the middle of whatever it does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Resident, in MiB. */
    long memory() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            var resident = lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(resident) / 1024;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What of its heap is still needed, in MiB: the sum of a histogram, before which the JVM collects everything else. */
    long liveHeap() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
        try (var lines = histogram.inputReader()) {
            var total = lines.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1)) / (1024 * 1024);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
