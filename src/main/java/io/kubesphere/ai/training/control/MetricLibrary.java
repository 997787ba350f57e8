package io.kubesphere.ai.training.control;

import static java.util.stream.Collectors.toMap;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.MetricChart;
import io.kubesphere.ai.training.MetricSeries;
import io.kubesphere.ai.training.MetricTail;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.TrackedRun;
import io.kubesphere.ai.training.store.MetricStore;
import io.kubesphere.ai.training.store.MetricStore.Series;
import io.kubesphere.ai.training.store.TrackedRunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Metrics as our own API shows them. */
@ApplicationScoped
class MetricLibrary implements RunMetrics {
    private static final int FEWEST = 10;
    private static final int MOST = 10_000;

    private final MetricStore metrics;
    private final TrackedRunStore runs;

    MetricLibrary(MetricStore metrics, TrackedRunStore runs) {
        this.metrics = metrics;
        this.runs = runs;
    }

    @Override
    public List<TrackedRun> tree(String uid) {
        return runs.tree(uuid(uid));
    }

    @Override
    public Map<String, TrackedRun.Content> contents(Set<String> ids) {
        var uids = ids.stream().collect(toMap(id -> id, id -> uuid(id).toString()));
        var found = metrics.contents(Set.copyOf(uids.values()));
        return ids.stream().collect(toMap(id -> id, id -> found.get(uids.get(id))));
    }

    /** The newest arrival is asked for first: what arrives meanwhile is left to {@link #since}. */
    @Override
    public MetricChart chart(String run, Set<String> keys, int most) {
        within("most", most, FEWEST, MOST);
        var sequence = metrics.sequence(uuid(run));
        var series = metrics.series(uuid(run), keys).stream()
                .map(one -> thinned(one, sequence, most))
                .filter(one -> !one.points().isEmpty())
                .toList();
        return new MetricChart(sequence, series);
    }

    private MetricSeries thinned(Series series, long upTo, int most) {
        var thinning = new Thinning(series.points(), most);
        metrics.walk(series, upTo, thinning);
        return new MetricSeries(series.key(), series.points(), thinning.points());
    }

    @Override
    public MetricTail since(String run, long sequence, int most) {
        within("most", most, 1, MOST);
        var arrivals = metrics.since(uuid(run), sequence, most);
        var last = arrivals.isEmpty()
                ? sequence
                : arrivals.get(arrivals.size() - 1).point().sequence();
        return new MetricTail(last, arrivals);
    }

    @Override
    public Optional<Instant> lastReportAt(String uid) {
        return metrics.lastReportAt(uuid(uid));
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw Problem.invalid(
                    "request", List.of(Problem.Cause.invalid(field, "must be from " + least + " to " + most)));
        }
    }

    private static UUID uuid(String id) {
        return TrackingScope.uuid(id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "there is no run %s", id));
    }
}
