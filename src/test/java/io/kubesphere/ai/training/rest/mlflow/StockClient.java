package io.kubesphere.ai.training.rest.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** MLflow's Python client of one version, in a virtual environment that is kept from one test run to the next. */
record StockClient(Path environment) {
    private static final int PATIENCE_MINUTES = 10;

    /** How a program ended, and the end of what it said. */
    record Ended(int code, String output) {}

    /** Skips the test, saying why, when Python or the package cannot be had. */
    static StockClient ofVersion(String version) throws IOException, InterruptedException {
        var name = "mlflow-skinny-" + version;
        var environment = Path.of(System.getProperty("user.home"), ".cache", "ai-platform-tests", name);
        var complete = environment.resolve("complete");
        if (!Files.exists(complete)) {
            Files.createDirectories(environment.getParent());
            need("python3 with venv", run(List.of("python3", "-m", "venv", environment.toString()), Map.of()));
            need(
                    name + " from PyPI",
                    run(
                            List.of(
                                    python(environment),
                                    "-m",
                                    "pip",
                                    "install",
                                    "--quiet",
                                    "--disable-pip-version-check",
                                    "mlflow-skinny==" + version),
                            Map.of()));
            Files.createFile(complete);
        }
        return new StockClient(environment);
    }

    private static void need(String what, Ended attempt) {
        Assumptions.assumeTrue(attempt.code() == 0, () -> "needs " + what + ": " + attempt.output());
    }

    Ended run(Path script, Map<String, String> variables) throws IOException, InterruptedException {
        return run(List.of(python(environment), script.toString()), variables);
    }

    private static String python(Path environment) {
        return environment.resolve("bin").resolve("python").toString();
    }

    private static Ended run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("stock-client", ".log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Ended(-1, "took longer than " + PATIENCE_MINUTES + " minutes: " + last(output));
            }
            return new Ended(process.exitValue(), last(output));
        } catch (IOException notStarted) {
            return new Ended(-1, notStarted.getMessage());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String last(Path output) throws IOException {
        var lines = Files.readAllLines(output);
        return lines.stream().skip(Math.max(0, lines.size() - 40)).collect(Collectors.joining("\n"));
    }
}
