package io.kubesphere.ai.standalone.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One run of a sample to be: which program, in which directory of the test, with which environment. */
record Sample(String program, Path directory, Map<String, String> environment) {
    static final Path SAMPLES = Path.of("src/main/resources/standalone/samples");

    /** With the German credit data as input and outputs below {@code directory}. */
    static Sample of(String program, Path directory) {
        var environment = Map.of(
                "AIP_INPUT_DATA", SAMPLES.resolve("german-credit").toString(),
                "AIP_OUTPUT_MODEL", directory.resolve("model").toString());
        return new Sample(program, directory, environment);
    }

    static Path source(String program) {
        return SAMPLES.resolve(program).resolve("Train.java");
    }

    Sample with(String variable, Object value) {
        var changed = new TreeMap<>(environment);
        changed.put(variable, value.toString());
        return new Sample(program, directory, Map.copyOf(changed));
    }

    Sample without(String variable) {
        var changed = new TreeMap<>(environment);
        changed.remove(variable);
        return new Sample(program, directory, Map.copyOf(changed));
    }

    Sample parameter(String name, Object value) {
        return with("AIP_PARAM_" + name.toUpperCase(Locale.ROOT), value);
    }

    Sample checkpoint(Path checkpoints) {
        return with("AIP_CHECKPOINT_DIR", checkpoints);
    }

    Sample tracking(TrackingServer server) {
        return with("MLFLOW_TRACKING_URI", server.uri())
                .with("MLFLOW_RUN_ID", TrackingServer.RUN)
                .with("MLFLOW_TRACKING_TOKEN", TrackingServer.TOKEN);
    }

    SampleProcess start() throws IOException {
        Files.createDirectories(directory);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-XX:TieredStopAtLevel=1", source(program).toString());
        var builder = new ProcessBuilder(new ArrayList<>(command));
        builder.environment().clear();
        builder.environment().putAll(environment);
        var output = Files.createTempFile(directory, "out", ".log");
        var errors = Files.createTempFile(directory, "err", ".log");
        var process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new SampleProcess(process, output, errors, directory.resolve("model"));
    }

    SampleProcess run() throws IOException, InterruptedException {
        return start().ended();
    }

    SampleProcess runsWell() throws IOException, InterruptedException {
        return run().endedWell();
    }
}
