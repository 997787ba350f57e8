package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A sample that runs or ran, and what it printed and wrote so far. */
record SampleProcess(Process process, Path output, Path errors, Path model) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern STEP = Pattern.compile("^(?:epoch|tree) (\\d+) ");

    SampleProcess ended() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE + ": " + out() + err());
        }
        return this;
    }

    SampleProcess endedWell() throws InterruptedException {
        assertThat(ended().code()).as("exit code; %s", err()).isZero();
        return this;
    }

    void endedBy(int code, String message) throws InterruptedException {
        assertThat(ended().code()).as("exit code; %s", err()).isEqualTo(code);
        assertThat(err()).startsWith("error: ").contains(message).doesNotContain("\tat ");
    }

    int code() {
        return process.exitValue();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    SampleProcess reaching(String line) {
        await().atMost(PATIENCE).until(() -> out().contains(line));
        return this;
    }

    String out() {
        return text(output);
    }

    String err() {
        return text(errors);
    }

    String modelText() {
        return text(model.resolve("model.json"));
    }

    JsonNode modelTree() throws IOException {
        return new ObjectMapper().readTree(model.resolve("model.json").toFile());
    }

    /** Numbers of the steps that it printed. */
    List<Integer> steps() {
        return stepLines()
                .map(STEP::matcher)
                .filter(step -> step.find())
                .map(step -> Integer.valueOf(step.group(1)))
                .toList();
    }

    /** The values that a metric had, step by step. */
    List<Double> metric(String name) {
        var value = Pattern.compile(name + "=([-.\\dE]+)");
        return stepLines()
                .map(value::matcher)
                .filter(found -> found.find())
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
    }

    double lastMetric(String name) {
        var values = metric(name);
        return values.get(values.size() - 1);
    }

    private Stream<String> stepLines() {
        return out().lines().filter(line -> STEP.matcher(line).find());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
