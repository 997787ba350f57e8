package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.store.EventStore.Hold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Conditions that hold. A beginning that follows another one too soon is recorded but held back; if the condition is over
 * before the time has come, neither is told.
 */
@ApplicationScoped
public class StandingStore {
    /** Nobody takes an end back whose beginning may be on its way already. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Database database;

    StandingStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static StandingStore over(Database database) {
        return new StandingStore(database);
    }

    /** How long it takes until the next beginning may be told; negative when it may. */
    private record Wait(double seconds) {
        Duration left() {
            return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
        }
    }

    /** Notes that it holds, and tells of it when it did not. */
    public void begin(String condition, Happening beginning, Duration quiet) {
        var unused = database.transaction(handle -> {
            var wait = raise(handle, condition, quiet);
            wait.ifPresent(left -> EventStore.recordHeld(
                    handle, beginning.keyed(key(handle, condition)), new Hold(condition, left.left())));
            return wait;
        });
    }

    private static Optional<Wait> raise(Handle handle, String condition, Duration quiet) {
        var isNew = handle.createUpdate(
                                """
                                INSERT INTO notification.standing (condition, stands, told_at) VALUES (:condition, true, now())
                                ON CONFLICT (condition) DO NOTHING
                                """)
                        .bind("condition", condition)
                        .execute()
                == 1;
        if (isNew) {
            return Optional.of(new Wait(0));
        }
        return handle.createQuery(
                        """
                        WITH held AS (
                          SELECT condition, told_at + make_interval(secs => :quiet) AS due FROM notification.standing
                          WHERE condition = :condition AND NOT stands FOR UPDATE)
                        UPDATE notification.standing s SET stands = true, told_at = greatest(now(), held.due)
                        FROM held WHERE s.condition = held.condition
                        RETURNING extract(epoch FROM held.due - now())
                        """)
                .bind("condition", condition)
                .bind("quiet", RowTimes.seconds(quiet))
                .mapTo(Double.class)
                .findOne()
                .map(Wait::new);
    }

    /** Notes that it does not hold any more; the end is told unless its beginning could be taken back. */
    public void end(String condition, Optional<Happening> end, Duration quiet) {
        var unused = database.transaction(handle -> {
            var stood = handle.createUpdate(
                                    """
                                    UPDATE notification.standing SET stands = false, over_at = now()
                                    WHERE condition = :condition AND stands
                                    """)
                            .bind("condition", condition)
                            .execute()
                    == 1;
            if (stood && !takenBack(handle, condition, quiet)) {
                end.ifPresent(told -> EventStore.recordHeld(
                        handle, told.keyed(key(handle, condition) + "/over"), new Hold(null, Duration.ZERO)));
            }
            return stood;
        });
    }

    private static boolean takenBack(Handle handle, String condition, Duration quiet) {
        var taken = handle.createUpdate(
                        """
                        DELETE FROM notification.event WHERE condition = :condition
                          AND due_at > clock_timestamp() + make_interval(secs => :margin)
                        """)
                .bind("condition", condition)
                .bind("margin", RowTimes.seconds(MARGIN))
                .execute();
        if (taken == 0) {
            return false;
        }
        // Otherwise each time that was not told would put the next one off by as much again.
        handle.createUpdate(
                        """
                        UPDATE notification.standing SET told_at = told_at - make_interval(secs => :quiet)
                        WHERE condition = :condition
                        """)
                .bind("condition", condition)
                .bind("quiet", RowTimes.seconds(quiet))
                .execute();
        return true;
    }

    /** The row is locked, so no two changes of a condition have the same time. */
    private static String key(Handle handle, String condition) {
        return condition + "@"
                + handle.createQuery("SELECT clock_timestamp()::text")
                        .mapTo(String.class)
                        .one();
    }

    /** Those that hold and begin so. */
    public List<String> standing(String prefix) {
        return database.with(handle -> handle.createQuery(
                        "SELECT condition FROM notification.standing WHERE stands AND starts_with(condition, :prefix)")
                .bind("prefix", prefix)
                .mapTo(String.class)
                .list());
    }
}
