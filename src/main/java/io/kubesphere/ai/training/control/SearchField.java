package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.TrackedRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a filter or an order of MLflow's search language looks at, e.g. {@code metrics.loss}, {@code tags.`my tag`} or
 * {@code status}.
 */
record SearchField(Kind kind, String key) {
    /** As a piece of a pattern; without an entity an attribute is meant. */
    static final String SYNTAX = "(?:(?<entity>`\\w+`|\\w+)\\.)?(?<key>`[^`]+`|\"[^\"]+\"|[\\w./:-]+)";

    private static final Pattern QUOTED = Pattern.compile("(?<quote>[`\"'])(?<text>.*)\\k<quote>", Pattern.DOTALL);
    private static final String CONTEXT_TAG = "mlflow.data.context";

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("metric", Kind.METRIC),
            Map.entry("metrics", Kind.METRIC),
            Map.entry("parameter", Kind.PARAMETER),
            Map.entry("parameters", Kind.PARAMETER),
            Map.entry("param", Kind.PARAMETER),
            Map.entry("params", Kind.PARAMETER),
            Map.entry("tag", Kind.TAG),
            Map.entry("tags", Kind.TAG),
            Map.entry("attribute", Kind.ATTRIBUTE),
            Map.entry("attributes", Kind.ATTRIBUTE),
            Map.entry("attr", Kind.ATTRIBUTE),
            Map.entry("run", Kind.ATTRIBUTE),
            Map.entry("dataset", Kind.DATASET),
            Map.entry("datasets", Kind.DATASET));

    private static final Map<String, String> ALIASES =
            Map.of("created", "start_time", "run name", "run_name", "run_uuid", "run_id");
    private static final Set<String> TIMES = Set.of("start_time", "end_time");
    private static final Map<String, Function<TrackedRun, String>> ATTRIBUTES = Map.of(
            "run_id", run -> run.id().replace("-", ""),
            "run_name", TrackedRun::name,
            "status", run -> run.course().status().name(),
            "user_id", run -> run.course().creator());
    private static final Map<String, Function<ReportedDataset, String>> DATASETS =
            Map.of("name", ReportedDataset::name, "digest", ReportedDataset::digest);

    /** Parts of a run. */
    enum Kind {
        METRIC,
        PARAMETER,
        TAG,
        ATTRIBUTE,
        DATASET
    }

    /** Of a match of {@link #SYNTAX}; a 422 when there is no such field. */
    static SearchField of(Matcher match) {
        var entity = match.group("entity");
        var kind = entity == null ? Kind.ATTRIBUTE : KINDS.get(unquoted(entity));
        if (kind == null) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "cannot search by '%s'; possible are metrics, params, tags, attributes and datasets",
                    entity);
        }
        var key = unquoted(match.group("key"));
        var field = new SearchField(
                kind, kind == Kind.ATTRIBUTE ? ALIASES.getOrDefault(key.toLowerCase(Locale.ROOT), key) : key);
        if (!field.exists()) {
            throw Problem.of(Problem.Code.INVALID, "cannot search by '%s' of a run or a dataset", key);
        }
        return field;
    }

    static String unquoted(String text) {
        var quoted = QUOTED.matcher(text);
        return quoted.matches() ? quoted.group("text") : text;
    }

    private boolean exists() {
        return switch (kind) {
            case METRIC, PARAMETER, TAG -> true;
            case ATTRIBUTE -> TIMES.contains(key) || ATTRIBUTES.containsKey(key);
            case DATASET -> key.equals("context") || DATASETS.containsKey(key);
        };
    }

    boolean isNumeric() {
        return kind == Kind.METRIC || (kind == Kind.ATTRIBUTE && TIMES.contains(key));
    }

    /** The numbers that a run has here, none or one. */
    List<Double> numbers(TrackedRun run) {
        if (kind == Kind.METRIC) {
            return run.content().metrics().stream()
                    .filter(metric -> metric.key().equals(key))
                    .map(MetricSummary::value)
                    .toList();
        }
        if (key.equals("start_time")) {
            return List.of((double) run.course().startMs());
        }
        return run.course().endMs().stream().mapToObj(time -> (double) time).toList();
    }

    /** The texts that a run has here; of data sets there may be several. */
    List<String> texts(TrackedRun run) {
        return switch (kind) {
            case METRIC -> List.of();
            case PARAMETER ->
                Stream.ofNullable(run.content().parameters().get(key)).toList();
            case TAG -> Stream.ofNullable(run.content().tags().get(key)).toList();
            case ATTRIBUTE -> List.of(ATTRIBUTES.get(key).apply(run));
            case DATASET ->
                run.content().datasets().stream().flatMap(this::texts).toList();
        };
    }

    private Stream<String> texts(ReportedDataset dataset) {
        return key.equals("context")
                ? dataset.tags().stream()
                        .filter(tag -> tag.key().equals(CONTEXT_TAG))
                        .map(ReportedText::value)
                : Stream.of(DATASETS.get(key).apply(dataset));
    }
}
