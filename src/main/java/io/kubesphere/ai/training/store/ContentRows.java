package io.kubesphere.ai.training.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.MetricSummary;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.TrackedRun.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads what runs have reported, of many runs with one statement per table. */
@ApplicationScoped
class ContentRows {
    private final TextRows texts;

    ContentRows(TextRows texts) {
        this.texts = texts;
    }

    /** A row that belongs to a run. */
    private record Owned<T>(String run, T value) {}

    /** Contents by run id; each id that was asked for has one. */
    Map<String, Content> of(Handle handle, Collection<String> ids) {
        var runs = ids.stream().map(UUID::fromString).toArray(UUID[]::new);
        var metrics = byRun(handle, runs, "metric", "points > 0 ORDER BY key", ContentRows::metric);
        var parameters = byRun(handle, runs, "reported_parameter", "true", ContentRows::text);
        var tags = byRun(handle, runs, "reported_tag", "true", ContentRows::text);
        var datasets = byRun(handle, runs, "reported_dataset", "true ORDER BY name, digest", this::dataset);
        var models = byRun(handle, runs, "run_model", "true ORDER BY step, model", ContentRows::link);
        return ids.stream()
                .collect(toMap(
                        id -> id,
                        id -> new Content(
                                metrics.getOrDefault(id, List.of()),
                                TextRows.map(parameters.getOrDefault(id, List.of())),
                                TextRows.map(tags.getOrDefault(id, List.of())),
                                datasets.getOrDefault(id, List.of()),
                                models.getOrDefault(id, List.of()))));
    }

    private static <T> Map<String, List<T>> byRun(
            Handle handle, UUID[] runs, String table, String condition, RowMapper<T> mapper) {
        return handle
                .createQuery("SELECT * FROM training." + table + " WHERE run = ANY (:runs) AND " + condition)
                .bind("runs", runs)
                .map((row, context) -> new Owned<>(row.getString("run"), mapper.map(row, context)))
                .stream()
                .collect(groupingBy(Owned::run, mapping(Owned::value, toList())));
    }

    private static MetricSummary metric(ResultSet row, Object context) throws SQLException {
        return new MetricSummary(
                row.getString("key"),
                row.getDouble("value"),
                row.getLong("step"),
                row.getLong("timestamp_ms"),
                number(row, "least"),
                number(row, "greatest"),
                row.getLong("points"));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Double.class))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    private static ReportedText text(ResultSet row, Object context) throws SQLException {
        return new ReportedText(row.getString("key"), row.getString("value"));
    }

    private ReportedDataset dataset(ResultSet row, Object context) throws SQLException {
        return new ReportedDataset(
                row.getString("name"),
                row.getString("digest"),
                row.getString("source_type"),
                row.getString("source"),
                row.getString("schema"),
                row.getString("profile"),
                texts.list(row.getString("tags")));
    }

    private static LoggedModel.Link link(ResultSet row, Object context) throws SQLException {
        var role = row.getString("role").equals("input") ? LoggedModel.Role.INPUT : LoggedModel.Role.OUTPUT;
        return new LoggedModel.Link(row.getString("model"), role, row.getLong("step"));
    }
}
