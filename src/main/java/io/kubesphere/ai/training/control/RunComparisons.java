package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.algorithm.MetricSpec;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.RunComparison;
import io.kubesphere.ai.training.RunComparison.Metric;
import io.kubesphere.ai.training.RunComparison.Parameter;
import io.kubesphere.ai.training.RunComparison.Run;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrackedRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts runs side by side: what differs between them, and which did best. */
@ApplicationScoped
class RunComparisons {
    private final RunMetrics metrics;
    private final RecordedAlgorithm recorded;
    private final Clock clock;

    RunComparisons(RunMetrics metrics, RecordedAlgorithm recorded, Clock clock) {
        this.metrics = metrics;
        this.recorded = recorded;
        this.clock = clock;
    }

    RunComparison of(List<RunRecord> runs) {
        var uids = runs.stream().map(RunRecord::uid).collect(Collectors.toUnmodifiableSet());
        var contents = metrics.contents(uids);
        return new RunComparison(
                runs.stream().map(this::view).toList(), parameters(runs, contents), metrics(runs, contents));
    }

    private Run view(RunRecord run) {
        var algorithm = run.algorithm();
        return new Run(
                run.uid(),
                run.name(),
                run.phase(),
                algorithm.map(use -> use.name() + " " + use.version()).orElse(""),
                algorithm.map(use -> use.digest()).orElse(""),
                run.inputs(),
                run.times().startedAt().map(start -> duration(run, start)));
    }

    /** Two clocks may have a part in it: the engine's and ours. */
    private Duration duration(RunRecord run, Instant start) {
        var so = Duration.between(start, run.times().finishedAt().orElse(clock.instant()));
        return so.isNegative() ? Duration.ZERO : so;
    }

    private static List<Parameter> parameters(List<RunRecord> runs, Map<String, TrackedRun.Content> contents) {
        var columns = runs.stream()
                .map(run -> parameters(run, contents.get(run.uid())))
                .toList();
        var names = new TreeSet<String>();
        columns.forEach(column -> names.addAll(column.keySet()));
        return names.stream().map(name -> parameter(name, columns)).toList();
    }

    /** What the job gave wins over what its program said of it. */
    private static Map<String, JsonNode> parameters(RunRecord run, TrackedRun.Content content) {
        var all = new HashMap<String, JsonNode>();
        content.parameters().forEach((name, value) -> all.put(name, TextNode.valueOf(value)));
        all.putAll(run.parameters());
        return all;
    }

    private static Parameter parameter(String name, List<Map<String, JsonNode>> columns) {
        var values = new ArrayList<JsonNode>();
        columns.forEach(column -> values.add(column.get(name)));
        return new Parameter(name, values, new HashSet<>(values).size() > 1);
    }

    private List<Metric> metrics(List<RunRecord> runs, Map<String, TrackedRun.Content> contents) {
        var directions = directions(runs);
        var names = new TreeSet<String>();
        contents.values().forEach(content -> content.metrics().forEach(metric -> names.add(metric.key())));
        return names.stream()
                .map(name -> metric(name, Optional.ofNullable(directions.get(name)), runs, contents))
                .toList();
    }

    private static Metric metric(
            String name,
            Optional<MetricSpec.Direction> direction,
            List<RunRecord> runs,
            Map<String, TrackedRun.Content> contents) {
        var values = new ArrayList<Double>();
        runs.forEach(run -> values.add(contents.get(run.uid()).metrics().stream()
                .filter(metric -> metric.key().equals(name))
                .map(MetricSummary::value)
                .findFirst()
                .orElse(null)));
        return new Metric(
                name, direction.map(Enum::name).orElse(""), values, direction.flatMap(way -> best(way, values)));
    }

    /** Only runs that have a number take part; of equal ones the first is named. */
    static Optional<Integer> best(MetricSpec.Direction direction, List<Double> values) {
        var best = -1;
        for (var i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value != null && !value.isNaN() && (best < 0 || isBetter(direction, value, values.get(best)))) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }

    private static boolean isBetter(MetricSpec.Direction direction, double value, double than) {
        return direction == MetricSpec.Direction.Maximize ? value > than : value < than;
    }

    private Map<String, MetricSpec.Direction> directions(List<RunRecord> runs) {
        return runs.stream()
                .flatMap(run -> recorded.version(run).map(VersionSpec::metrics).orElse(List.of()).stream())
                .collect(Collectors.toMap(MetricSpec::name, MetricSpec::direction, (first, second) -> first));
    }
}
