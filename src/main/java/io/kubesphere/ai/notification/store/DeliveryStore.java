package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.kernel.storage.SqlListing;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.HappeningKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What was sent, as users see it. */
@ApplicationScoped
public class DeliveryStore {
    /** Aliases keep names unambiguous: the page's columns must not carry a table. */
    private static final String TOLD =
            """
            (SELECT d.id, d.namespace AS project, d.state, d.attempts, d.created_at, d.next_at, d.finished_at,
               d.message AS fault, s.name AS subscription, e.id AS event_id, e.kind, e.object_kind, e.object_name,
               e.reason, e.message, e.occurred_at
             FROM notification.delivery d JOIN notification.subscription s ON s.id = d.subscription_id
               JOIN notification.event e ON e.seq = d.event_seq) t
            """;

    private static final SqlListing LISTING = new SqlListing(
            TOLD,
            Map.of(
                    "metadata.name",
                    "object_name",
                    "state",
                    "state",
                    "subscription",
                    "subscription",
                    "kind",
                    "kind",
                    "object.kind",
                    "object_kind",
                    "object.name",
                    "object_name"),
            Map.of(ListQuery.BY_CREATION, "created_at", "finishedAt", "finished_at"),
            "id");

    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static DeliveryStore over(Database database) {
        return new DeliveryStore(database);
    }

    /** Those of the projects, or all when there are no projects to choose from. */
    public Page<Delivery> page(Optional<List<String>> projects, ListQuery query) {
        var scope = projects.map(names ->
                        new Condition("project = ANY (:projects)", Map.of("projects", names.toArray(String[]::new))))
                .orElseGet(() -> new Condition("true", Map.of()));
        return database.with(handle -> LISTING.page(handle, scope, query, DeliveryStore::delivery));
    }

    public Optional<Delivery> find(String project, UUID id) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM " + TOLD + " WHERE id = :id AND project = :project")
                        .bind("id", id)
                        .bind("project", project)
                        .map(DeliveryStore::delivery)
                        .findOne()
                        .map(found -> with(found, attempts(handle, id))));
    }

    private static List<Delivery.Attempt> attempts(Handle handle, UUID id) {
        return handle.createQuery("SELECT * FROM notification.attempt WHERE delivery_id = :id ORDER BY number")
                .bind("id", id)
                .map((row, context) -> new Delivery.Attempt(
                        row.getInt("number"),
                        RowTimes.read(row, "at"),
                        row.getLong("millis"),
                        Optional.ofNullable(row.getObject("status", Integer.class)),
                        row.getString("answer"),
                        row.getString("fault")))
                .list();
    }

    /** Lets one that has come to an end begin anew; whether there was such a one. Its last attempts are kept. */
    public boolean resend(String project, UUID id, int keptAttempts) {
        return database.transaction(handle -> {
            var again = handle.createUpdate(
                                    """
                                    UPDATE notification.delivery SET state = 'Waiting', attempts = 0, next_at = now(),
                                      begun_at = now(), finished_at = NULL, message = ''
                                    WHERE id = :id AND namespace = :project AND state <> 'Waiting'
                                    """)
                            .bind("id", id)
                            .bind("project", project)
                            .execute()
                    == 1;
            if (again) {
                handle.execute(
                        "DELETE FROM notification.attempt WHERE delivery_id = ? AND number <= (SELECT max(number)"
                                + " FROM notification.attempt WHERE delivery_id = ?) - ?",
                        id,
                        id,
                        keptAttempts);
                handle.execute(
                        "UPDATE notification.subscription SET next_at = now() WHERE id ="
                                + " (SELECT subscription_id FROM notification.delivery WHERE id = ?)",
                        id);
            }
            return again;
        });
    }

    /** Forgets what came to an end long ago; how much. */
    public int forget(Duration kept, int most) {
        return database.transaction(handle -> removed(
                        handle,
                        """
                        DELETE FROM notification.delivery WHERE id IN (SELECT id FROM notification.delivery
                          WHERE state <> 'Waiting' AND finished_at < now() - make_interval(secs => :kept) LIMIT :most)
                        """,
                        kept,
                        most)
                + removed(
                        handle,
                        """
                        DELETE FROM notification.event WHERE seq IN (SELECT seq FROM notification.event e
                          WHERE recorded_at < now() - make_interval(secs => :kept) AND NOT EXISTS (
                            SELECT 1 FROM notification.delivery d WHERE d.event_seq = e.seq) LIMIT :most)
                        """,
                        kept,
                        most)
                + removed(
                        handle,
                        """
                        DELETE FROM notification.standing WHERE condition IN (SELECT condition FROM notification.standing
                          WHERE NOT stands AND greatest(over_at, told_at) < now() - make_interval(secs => :kept)
                          LIMIT :most)
                        """,
                        kept,
                        most));
    }

    private static int removed(Handle handle, String sql, Duration kept, int most) {
        return handle.createUpdate(sql)
                .bind("kept", RowTimes.seconds(kept))
                .bind("most", most)
                .execute();
    }

    /** What waits though it is due. */
    public record Backlog(long waiting, double oldestSeconds) {
        public static final Backlog NONE = new Backlog(0, 0);
    }

    public Backlog backlog() {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT count(*) AS waiting,
                          coalesce(extract(epoch FROM now() - min(greatest(d.begun_at, e.due_at))), 0) AS oldest
                        FROM notification.delivery d JOIN notification.event e ON e.seq = d.event_seq
                        WHERE d.state = 'Waiting' AND e.due_at <= now()
                        """)
                .map((row, context) -> new Backlog(row.getLong("waiting"), row.getDouble("oldest")))
                .one());
    }

    private static Delivery with(Delivery found, List<Delivery.Attempt> attempts) {
        return new Delivery(
                found.id(),
                found.project(),
                found.subscription(),
                found.told(),
                found.state(),
                found.attemptCount(),
                found.message(),
                found.createdAt(),
                found.nextAttemptAt(),
                found.finishedAt(),
                attempts);
    }

    private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
        var state = Delivery.State.valueOf(row.getString("state"));
        return new Delivery(
                row.getString("id"),
                row.getString("project"),
                row.getString("subscription"),
                new Delivery.Told(
                        row.getString("event_id"),
                        HappeningKind.valueOf(row.getString("kind")),
                        row.getString("object_kind"),
                        row.getString("object_name"),
                        row.getString("reason"),
                        row.getString("message"),
                        RowTimes.read(row, "occurred_at")),
                state,
                row.getInt("attempts"),
                row.getString("fault"),
                RowTimes.read(row, "created_at"),
                state == Delivery.State.Waiting ? RowTimes.maybe(row, "next_at") : Optional.empty(),
                RowTimes.maybe(row, "finished_at"),
                List.of());
    }
}
