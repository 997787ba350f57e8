package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.algorithm.MetricSpec.Direction;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.MetricChart;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.MetricTail;
import io.kubesphere.ai.training.RunComparison;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrackedRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunComparisonsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(90), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void parametersThatDifferAreMarkedAndMissingOnesAreNull() {
        var comparison = compare(
                List.of(run("a", 1, Optional.empty()), run("b", 2, Optional.empty())),
                Map.of("a", content(Map.of("seed", "7"), Map.of())));

        assertThat(comparison.parameters())
                .containsExactly(
                        new RunComparison.Parameter("epochs", List.of(IntNode.valueOf(1), IntNode.valueOf(2)), true),
                        new RunComparison.Parameter("seed", Arrays.asList(TextNode.valueOf("7"), null), true));
    }

    @Test
    void whatTheJobGaveWinsOverWhatItsProgramSays() {
        var comparison =
                compare(List.of(run("a", 1, Optional.empty())), Map.of("a", content(Map.of("epochs", "99"), Map.of())));

        assertThat(comparison.parameters().get(0).values()).containsExactly(IntNode.valueOf(1));
    }

    @Test
    void bestIsByTheDirectionThatTheAlgorithmDeclares() {
        var comparison = compare(
                List.of(run("a", 1, Optional.empty()), run("b", 1, Optional.empty())),
                Map.of(
                        "a", content(Map.of(), Map.of("loss", 0.5, "auc", 0.8, "speed", 1.0)),
                        "b", content(Map.of(), Map.of("loss", 0.4, "auc", 0.7))));

        assertThat(comparison.metrics())
                .containsExactly(
                        new RunComparison.Metric("auc", "Maximize", List.of(0.8, 0.7), Optional.of(0)),
                        new RunComparison.Metric("loss", "Minimize", List.of(0.5, 0.4), Optional.of(1)),
                        new RunComparison.Metric("speed", "", Arrays.asList(1.0, null), Optional.empty()));
    }

    @Test
    void runWithoutANumberIsNotTheBest() {
        assertThat(RunComparisons.best(Direction.Minimize, Arrays.asList(null, Double.NaN, 3.0, 3.0)))
                .contains(2);
        assertThat(RunComparisons.best(Direction.Maximize, Arrays.asList(null, Double.NaN)))
                .isEmpty();
        assertThat(RunComparisons.best(Direction.Maximize, List.of(Double.NEGATIVE_INFINITY, -1.0)))
                .contains(1);
    }

    @Test
    void durationGoesOnWhileTheRunDoesAndIsNeverNegative() {
        var comparison = compare(
                List.of(
                        run("going", 1, Optional.empty()),
                        run("ended", 1, Optional.of(START.plusSeconds(30))),
                        run("skewed", 1, Optional.of(START.minusSeconds(5)))),
                Map.of());

        assertThat(comparison.runs())
                .extracting(run -> run.duration().orElseThrow())
                .containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ZERO);
    }

    private static RunComparison compare(List<RunRecord> runs, Map<String, TrackedRun.Content> contents) {
        return new RunComparisons(new Reported(contents), new RecordedAlgorithm(JSON), CLOCK).of(runs);
    }

    private static TrackedRun.Content content(Map<String, String> parameters, Map<String, Double> metrics) {
        var summaries = metrics.entrySet().stream()
                .map(metric -> new MetricSummary(
                        metric.getKey(), metric.getValue(), 1, 1, OptionalDouble.empty(), OptionalDouble.empty(), 1))
                .toList();
        return new TrackedRun.Content(summaries, parameters, Map.of(), List.of(), List.of());
    }

    private static RunRecord run(String uid, int epochs, Optional<Instant> finished) {
        var use = new AlgorithmUse("vision", "scorer", "v1", "sha256:a1", JSON.valueToTree(Jobs.scorer()));
        return new RunRecord(
                uid,
                "vision",
                uid,
                "research",
                "ada",
                START,
                JsonNodeFactory.instance.objectNode(),
                Optional.of(use),
                Map.of("epochs", IntNode.valueOf(epochs)),
                List.of(),
                true,
                "KubernetesJob",
                Phase.Running,
                new Explanation("WorkersRunning", "", List.of(), ""),
                new RunRecord.Times(Optional.of(START), finished, Optional.empty()));
    }

    /** What programs have reported, by uid; of all others nothing. */
    private record Reported(Map<String, TrackedRun.Content> contents) implements RunMetrics {
        @Override
        public List<TrackedRun> tree(String uid) {
            return List.of();
        }

        @Override
        public Map<String, TrackedRun.Content> contents(Set<String> runs) {
            return runs.stream()
                    .collect(Collectors.toMap(uid -> uid, uid -> contents.getOrDefault(uid, TrackedRun.Content.NONE)));
        }

        @Override
        public MetricChart chart(String run, Set<String> keys, int most) {
            throw new AssertionError("a comparison shows no series");
        }

        @Override
        public MetricTail since(String run, long sequence, int most) {
            throw new AssertionError("a comparison shows no series");
        }

        @Override
        public Optional<Instant> lastReportAt(String uid) {
            return Optional.empty();
        }
    }
}
