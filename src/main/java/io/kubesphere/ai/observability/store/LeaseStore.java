package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who archives which stream; all times are the database's, so that clocks of replicas do not matter. */
@ApplicationScoped
public class LeaseStore {
    /** Streams that nobody has taken for so long are taken by anybody, share or not. */
    private static final int OVERDUE_SECONDS = 5;

    private final Database database;

    public LeaseStore(Database database) {
        this.database = database;
    }

    /** Says that a replica is alive, keeps what it holds, and answers that: epochs by stream. */
    public Map<Long, Integer> renew(String owner, Duration lease) {
        return database.transaction(handle -> {
            sayAlive(handle, owner, lease);
            return handle
                    .createQuery(
                            """
                            UPDATE observability.log_stream SET lease_until = now() + make_interval(secs => :lease)
                            WHERE lease_owner = :owner AND completed_at IS NULL AND deleted_at IS NULL
                            RETURNING id, lease_epoch
                            """)
                    .bind("owner", owner)
                    .bind("lease", seconds(lease))
                    .map((row, context) -> Map.entry(row.getLong("id"), row.getInt("lease_epoch")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        });
    }

    private static void sayAlive(Handle handle, String owner, Duration lease) {
        var unused = handle.createUpdate(
                        """
                        INSERT INTO observability.log_collector (name, alive_until)
                        VALUES (:owner, now() + make_interval(secs => :lease))
                        ON CONFLICT (name) DO UPDATE SET alive_until = excluded.alive_until
                        """)
                .bind("owner", owner)
                .bind("lease", seconds(lease))
                .execute();
        // Those of processes that have ended; each start has a name of its own.
        handle.execute("DELETE FROM observability.log_collector WHERE alive_until < now() - interval '1 hour'");
    }

    /** How many streams each living replica has to take for all to be followed; at least one. */
    public int share() {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT (count(*) + collectors.alive - 1) / collectors.alive AS share
                        FROM observability.log_stream,
                          (SELECT greatest(count(*), 1) AS alive FROM observability.log_collector
                           WHERE alive_until > now()) collectors
                        WHERE completed_at IS NULL AND deleted_at IS NULL GROUP BY collectors.alive
                        """)
                .mapTo(Integer.class)
                .findOne()
                .orElse(1));
    }

    /**
     * Takes unfinished streams that nobody holds.
     *
     * @param fair how many may be taken at once; {@code most} how many of those that nobody has taken for long
     */
    public List<Claim> claim(String owner, Duration lease, int fair, int most) {
        return database.with(handle -> handle.createQuery(
                        """
                        UPDATE observability.log_stream SET lease_owner = :owner, lease_epoch = lease_epoch + 1,
                          lease_until = now() + make_interval(secs => :lease)
                        WHERE id IN (
                          SELECT id FROM observability.log_stream
                          WHERE completed_at IS NULL AND deleted_at IS NULL
                            AND lease_until < now() - make_interval(secs => :overdue)
                          ORDER BY lease_until LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .bind("owner", owner)
                .bind("lease", seconds(lease))
                .bind("overdue", fair > 0 ? 0 : OVERDUE_SECONDS)
                .bind("limit", fair > 0 ? Math.min(fair, most) : most)
                .map((row, context) -> StreamRows.claim(row))
                .list());
    }

    /** Gives streams back that a replica holds but does not follow. */
    public void giveBack(String owner, List<Long> streams) {
        if (streams.isEmpty()) {
            return;
        }
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        UPDATE observability.log_stream SET lease_owner = '', lease_until = now()
                        WHERE lease_owner = :owner AND id = ANY (:streams) AND completed_at IS NULL
                        """)
                .bind("owner", owner)
                .bind("streams", streams.toArray(Long[]::new))
                .execute());
    }

    /** Gives everything back that a replica holds, so that others need not wait. */
    public void release(String owner) {
        var unused = database.transaction(handle -> {
            var streams = handle.createUpdate(
                            """
                            UPDATE observability.log_stream SET lease_owner = '', lease_until = now(),
                              lease_epoch = lease_epoch + 1
                            WHERE lease_owner = :owner AND completed_at IS NULL
                            """)
                    .bind("owner", owner)
                    .execute();
            return streams
                    + handle.createUpdate("DELETE FROM observability.log_collector WHERE name = :owner")
                            .bind("owner", owner)
                            .execute();
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
