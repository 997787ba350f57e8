package io.kubesphere.ai.training.store;

import io.kubesphere.ai.training.ReportedMetric;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;

/** Adds points of metrics, many with one statement, and keeps the summary of each metric. */
final class PointRows {
    private static final String NEW_METRICS =
            """
            INSERT INTO training.metric (run, key)
            SELECT :run, reported.key FROM (SELECT DISTINCT unnest(:keys) AS key) AS reported
            WHERE NOT EXISTS (SELECT FROM training.metric m WHERE m.run = :run AND m.key = reported.key)
            """;

    /** Points that were there already do not come out of {@code arrived}, so a repeated report changes no summary. */
    private static final String APPEND =
            """
            WITH arrived AS (
              INSERT INTO training.metric_point (metric, step, timestamp_ms, value, sequence)
              SELECT m.id, r.step, r.timestamp_ms, r.value, :before + r.position
              FROM unnest(:keys, :steps, :timestamps, :numbers) WITH ORDINALITY
                AS r (key, step, timestamp_ms, value, position)
              JOIN training.metric m ON m.run = :run AND m.key = r.key
              ORDER BY r.position
              ON CONFLICT DO NOTHING
              RETURNING metric, step, timestamp_ms, value, sequence),
            newest AS (
              SELECT DISTINCT ON (metric) * FROM arrived ORDER BY metric, step DESC, sequence DESC),
            summary AS (
              SELECT metric, count(*) AS points, max(sequence) AS arrival,
                min(value) FILTER (WHERE value <> 'NaN') AS least, max(value) FILTER (WHERE value <> 'NaN') AS greatest
              FROM arrived GROUP BY metric)
            UPDATE training.metric m SET points = m.points + s.points, arrival = s.arrival,
              least = least(m.least, s.least), greatest = greatest(m.greatest, s.greatest),
              (value, step, timestamp_ms, sequence) = (
                SELECT v.value, v.step, v.timestamp_ms, v.sequence
                FROM (VALUES (n.value, n.step, n.timestamp_ms, n.sequence),
                  (m.value, m.step, m.timestamp_ms, m.sequence)) AS v (value, step, timestamp_ms, sequence)
                ORDER BY v.step DESC NULLS LAST, v.sequence DESC LIMIT 1)
            FROM newest n JOIN summary s USING (metric) WHERE m.id = n.metric
            """;

    private PointRows() {}

    /**
     * Adds what is not there yet. The caller holds the row that numbers the arrivals of the run.
     *
     * @param before number of the last arrival before these
     */
    static void append(Handle handle, UUID run, long before, List<ReportedMetric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        var keys = column(metrics, ReportedMetric::key, String[]::new);
        handle.createUpdate(NEW_METRICS).bind("run", run).bind("keys", keys).execute();
        handle.createUpdate(APPEND)
                .bind("run", run)
                .bind("before", before)
                .bind("keys", keys)
                .bind("steps", column(metrics, ReportedMetric::step, Long[]::new))
                .bind("timestamps", column(metrics, ReportedMetric::timestampMs, Long[]::new))
                .bind("numbers", column(metrics, ReportedMetric::value, Double[]::new))
                .execute();
    }

    private static <T> T[] column(
            List<ReportedMetric> metrics, Function<ReportedMetric, T> part, IntFunction<T[]> array) {
        return metrics.stream().map(part).toArray(array);
    }
}
