package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.MetricPoint;
import io.kubesphere.ai.training.MetricTail;
import io.kubesphere.ai.training.TrackedRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads the points of metrics; by step and then arrival, or by arrival alone. */
@ApplicationScoped
public class MetricStore {
    /** Rows that are fetched at once while a series passes through, so that memory stays bounded. */
    private static final int FETCH = 5_000;

    private final Database database;
    private final ContentRows contents;

    MetricStore(Database database, ContentRows contents) {
        this.database = database;
        this.contents = contents;
    }

    /** A metric of a run with the number of its points. */
    public record Series(long id, String key, long points) {}

    /** A place in a series. */
    public record Place(long step, long sequence) {
        public static final Place BEGINNING = new Place(Long.MIN_VALUE, 0);
    }

    public Map<String, TrackedRun.Content> contents(Set<String> runs) {
        return database.with(handle -> contents.of(handle, runs));
    }

    /** Number of the newest arrival of the run or of the tree that a child run belongs to; 0 before the first. */
    public long sequence(UUID run) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT s.sequence FROM training.tracked_run t
                        JOIN training.tracking s ON s.run_uid = t.root WHERE t.id = :run
                        """)
                .bind("run", run)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** By key; all when no key is asked for. */
    public List<Series> series(UUID run, Set<String> keys) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT id, key, points FROM training.metric
                        WHERE run = :run AND points > 0 AND (:all OR key = ANY (:keys)) ORDER BY key
                        """)
                .bind("run", run)
                .bind("all", keys.isEmpty())
                .bind("keys", keys.toArray(String[]::new))
                .map((row, context) -> new Series(row.getLong("id"), row.getString("key"), row.getLong("points")))
                .list());
    }

    /** Hands over a series point by point, up to some arrival. */
    public void walk(Series series, long upTo, Consumer<MetricPoint> sink) {
        var unused = database.transaction(handle -> {
            handle.createQuery(
                            """
                            SELECT step, timestamp_ms, value, sequence FROM training.metric_point
                            WHERE metric = :metric AND sequence <= :upTo ORDER BY step, sequence
                            """)
                    .setFetchSize(FETCH)
                    .bind("metric", series.id())
                    .bind("upTo", upTo)
                    .map((row, context) -> point(row))
                    .forEach(sink);
            return series;
        });
    }

    /**
     * Points that follow a place. The metric is looked up before: with its id as a value PostgreSQL walks the primary key
     * from the place on, with a join it would sort all that is left of the series for every part.
     */
    public List<MetricPoint> history(UUID run, String key, Place after, int most) {
        return series(run, Set.of(key)).stream()
                .flatMap(series -> after(series, after, most).stream())
                .toList();
    }

    private List<MetricPoint> after(Series series, Place place, int most) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT step, timestamp_ms, value, sequence FROM training.metric_point
                        WHERE metric = :metric AND step >= :step AND (step, sequence) > (:step, :sequence)
                        ORDER BY step, sequence LIMIT :most
                        """)
                .bind("metric", series.id())
                .bind("step", place.step())
                .bind("sequence", place.sequence())
                .bind("most", most)
                .map((row, context) -> point(row))
                .list());
    }

    /** What has arrived after some other point, of all metrics of the run. */
    public List<MetricTail.Arrival> since(UUID run, long sequence, int most) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT m.key, p.* FROM training.metric m CROSS JOIN LATERAL (
                          SELECT step, timestamp_ms, value, sequence FROM training.metric_point
                          WHERE metric = m.id AND sequence > :after ORDER BY sequence LIMIT :most) AS p
                        WHERE m.run = :run AND m.arrival > :after ORDER BY p.sequence LIMIT :most
                        """)
                .bind("run", run)
                .bind("after", sequence)
                .bind("most", most)
                .map((row, context) -> new MetricTail.Arrival(row.getString("key"), point(row)))
                .list());
    }

    public Optional<Instant> lastReportAt(UUID root) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT reported_at FROM training.tracking WHERE run_uid = :root AND reported_at IS NOT NULL
                        """)
                .bind("root", root)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant));
    }

    private static MetricPoint point(ResultSet row) throws SQLException {
        return new MetricPoint(
                row.getLong("step"), row.getLong("timestamp_ms"), row.getDouble("value"), row.getLong("sequence"));
    }
}
