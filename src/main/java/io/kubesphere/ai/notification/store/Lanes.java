package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.store.DeliveryRow.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Which replica serves which receiver, and what is due there. A word about a delivery counts only from who holds the lease
 * of its receiver; times are the database's, so that clocks of replicas do not matter.
 */
@ApplicationScoped
public class Lanes {
    private final Database database;

    Lanes(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static Lanes over(Database database) {
        return new Lanes(database);
    }

    /** A worker's hold on a receiver. */
    public record Lease(UUID subscription, String owner) {}

    /** Takes a receiver for which something is due and that nobody serves; who has waited longest comes first. */
    public Optional<SubscriptionRow> claim(String owner, Duration lease) {
        return database.with(handle -> handle.createQuery(
                        """
                        WITH due AS (
                          SELECT s.id FROM notification.subscription s
                          WHERE NOT s.paused AND s.next_at <= now() AND coalesce(s.lease_until, '-infinity') < now()
                            AND EXISTS (SELECT 1 FROM notification.delivery d
                                        WHERE d.subscription_id = s.id AND d.state = 'Waiting' AND d.next_at <= now())
                          ORDER BY s.next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        UPDATE notification.subscription s SET lease_owner = :owner,
                          lease_until = now() + make_interval(secs => :lease)
                        FROM due WHERE s.id = due.id RETURNING s.*, 0 AS waiting
                        """)
                .bind("owner", owner)
                .bind("lease", RowTimes.seconds(lease))
                .map(SubscriptionStore::row)
                .findOne());
    }

    /** Keeps the lease, and answers the receiver as it is now; empty when it is another's, or gone. */
    public Optional<SubscriptionRow> renew(Lease held, Duration lease) {
        return database.with(handle -> handle.createQuery(
                        """
                        UPDATE notification.subscription SET lease_until = now() + make_interval(secs => :lease)
                        WHERE id = :id AND lease_owner = :owner AND lease_until IS NOT NULL RETURNING *, 0 AS waiting
                        """)
                .bind("id", held.subscription())
                .bind("owner", held.owner())
                .bind("lease", RowTimes.seconds(lease))
                .map(SubscriptionStore::row)
                .findOne());
    }

    /** The oldest that is due; what happened to one object is told in the order in which it happened. */
    public Optional<DeliveryRow> next(UUID subscription) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT d.id AS delivery, d.attempts, extract(epoch FROM now() - d.begun_at) AS age, e.*
                        FROM notification.delivery d JOIN notification.event e ON e.seq = d.event_seq
                        WHERE d.subscription_id = :id AND d.state = 'Waiting' AND d.next_at <= now()
                          AND NOT EXISTS (SELECT 1 FROM notification.delivery b
                                          WHERE b.subscription_id = d.subscription_id AND b.object = d.object
                                            AND b.state = 'Waiting' AND b.event_seq < d.event_seq)
                        ORDER BY d.event_seq LIMIT 1
                        """)
                .bind("id", subscription)
                .map(Lanes::row)
                .findOne());
    }

    /** Records an attempt and what it came to; false when the lease was lost, and then another one tries. */
    public boolean settle(Lease held, UUID delivery, Delivery.Attempt attempt, Outcome outcome) {
        return database.transaction(handle -> {
            if (!counted(handle, held, outcome)) {
                return false;
            }
            insert(handle, delivery, attempt);
            handle.createUpdate(
                            """
                            UPDATE notification.delivery SET state = :state, attempts = attempts + 1, message = :message,
                              next_at = now() + make_interval(secs => :pause),
                              finished_at = CASE WHEN :state = 'Waiting' THEN NULL ELSE now() END
                            WHERE id = :id AND state = 'Waiting'
                            """)
                    .bind("id", delivery)
                    .bind("state", outcome.state().name())
                    .bind("message", outcome.message())
                    .bind("pause", RowTimes.seconds(outcome.pause()))
                    .execute();
            return true;
        });
    }

    /** False when the lease is another's; the row stays locked until the word is said. */
    private static boolean counted(Handle handle, Lease held, Outcome outcome) {
        return handle.createUpdate(
                                """
                                UPDATE notification.subscription
                                SET failures = CASE WHEN :state = 'Delivered' THEN 0 ELSE failures + 1 END
                                WHERE id = :id AND lease_owner = :owner AND lease_until IS NOT NULL
                                """)
                        .bind("state", outcome.state().name())
                        .bind("id", held.subscription())
                        .bind("owner", held.owner())
                        .execute()
                == 1;
    }

    /** Nothing when the happening was taken back meanwhile, and the delivery with it. */
    private static void insert(Handle handle, UUID delivery, Delivery.Attempt attempt) {
        handle.createUpdate(
                        """
                        INSERT INTO notification.attempt (delivery_id, number, at, millis, status, answer, fault)
                        SELECT d.id, 1 + (SELECT coalesce(max(number), 0) FROM notification.attempt WHERE delivery_id = :id),
                          :at, :millis, :status, :answer, :fault
                        FROM notification.delivery d WHERE d.id = :id
                        """)
                .bind("id", delivery)
                .bind("at", RowTimes.of(attempt.at()))
                .bind("millis", attempt.millis())
                .bind("status", attempt.status())
                .bind("answer", attempt.answer())
                .bind("fault", attempt.fault())
                .execute();
    }

    /** Gives the receiver back, not to be asked before the pause is over. */
    public void giveBack(Lease held, Duration pause) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE notification.subscription SET lease_until = NULL, lease_owner = NULL,
                          next_at = now() + make_interval(secs => :pause)
                        WHERE id = :id AND lease_owner = :owner
                        """)
                .bind("id", held.subscription())
                .bind("owner", held.owner())
                .bind("pause", RowTimes.seconds(pause))
                .execute());
    }

    private static DeliveryRow row(ResultSet row, StatementContext context) throws SQLException {
        var about = new Happening.About(
                row.getString("namespace"),
                row.getString("workspace"),
                new Happening.Thing(
                        row.getString("object_kind"), row.getString("object_name"), row.getString("object_uid")),
                row.getString("owner"),
                row.getString("application"),
                row.getString("queue"));
        return new DeliveryRow(
                row.getObject("delivery", UUID.class),
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                new Happening(
                        row.getString("key"),
                        HappeningKind.valueOf(row.getString("kind")),
                        about,
                        new Happening.Words(
                                row.getString("reason"), row.getString("message"), row.getString("next_step")),
                        RowTimes.read(row, "occurred_at")),
                row.getInt("attempts"),
                Duration.ofMillis(Math.round(row.getDouble("age") * 1000)));
    }
}
