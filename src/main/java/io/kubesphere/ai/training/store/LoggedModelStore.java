package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.ReportedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What programs say about the models they have made. */
@ApplicationScoped
public class LoggedModelStore {
    private final Database database;
    private final TextRows texts;

    LoggedModelStore(Database database, TextRows texts) {
        this.database = database;
        this.texts = texts;
    }

    public void begin(UUID root, LoggedModel model) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO training.logged_model
                          (id, root, source, name, type, status, parameters, tags, created_at, updated_at)
                        VALUES (:id, :root, :source, :name, :type, :status, :parameters::jsonb, :labels::jsonb,
                          :createdAt, :updatedAt)
                        """)
                .bind("id", model.id())
                .bind("root", root)
                .bind("source", model.source().map(UUID::fromString))
                .bind("name", model.name())
                .bind("type", model.type())
                .bind("status", model.status().name())
                .bind("parameters", texts.json(model.parameters()))
                .bind("labels", texts.json(model.tags()))
                .bind("createdAt", model.createdAt().atOffset(ZoneOffset.UTC))
                .bind("updatedAt", model.updatedAt().atOffset(ZoneOffset.UTC))
                .execute());
    }

    public Optional<LoggedModel> find(UUID root, String id) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM training.logged_model WHERE id = :id AND root = :root")
                        .bind("id", id)
                        .bind("root", root)
                        .map((row, context) -> model(row))
                        .findOne());
    }

    /** Whether there is such a model. */
    public boolean finish(UUID root, String id, LoggedModel.Status status, Instant now) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE training.logged_model SET status = :status, updated_at = :now
                                WHERE id = :id AND root = :root
                                """)
                        .bind("id", id)
                        .bind("root", root)
                        .bind("status", status.name())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    /** Adds parameters and tags, or replaces those of the same key; whether there is such a model. */
    public boolean describe(UUID root, String id, List<ReportedText> parameters, List<ReportedText> tags, Instant now) {
        return database.with(handle -> handle.createUpdate(
                                """
                                UPDATE training.logged_model SET parameters = parameters || :parameters::jsonb,
                                  tags = tags || :labels::jsonb, updated_at = :now
                                WHERE id = :id AND root = :root
                                """)
                        .bind("id", id)
                        .bind("root", root)
                        .bind("parameters", texts.json(TextRows.map(parameters)))
                        .bind("labels", texts.json(TextRows.map(tags)))
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    private LoggedModel model(ResultSet row) throws SQLException {
        return new LoggedModel(
                row.getString("id"),
                Optional.ofNullable(row.getString("source")),
                row.getString("name"),
                row.getString("type"),
                LoggedModel.Status.valueOf(row.getString("status")),
                texts.map(row.getString("parameters")),
                texts.map(row.getString("tags")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
