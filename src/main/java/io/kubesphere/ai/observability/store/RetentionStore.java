package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.RunRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Deletes logs. Streams are first hidden from readers, then their objects go, then their rows, so that a death at any time
 * leaves nothing behind that a later pass would not find.
 */
@ApplicationScoped
public class RetentionStore {
    /** Any number that no other job of this database takes. */
    private static final long LOCK = 0x6c6f67;

    private static final int OBJECTS_AT_ONCE = 1000;
    private static final int RUNS_AT_ONCE = 100;

    private final Database database;
    private final ObjectStore objects;

    public RetentionStore(Database database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    /** Hides the logs of a run; a 409 while one is still being written. */
    public void hide(RunRef run) {
        var unused = database.transaction(handle -> {
            var writing = handle.createQuery(
                            """
                            SELECT count(*) FROM observability.log_stream WHERE run_uid = :run
                              AND namespace = :namespace AND completed_at IS NULL AND deleted_at IS NULL
                            """)
                    .bind("run", run.uid())
                    .bind("namespace", run.namespace())
                    .mapTo(Long.class)
                    .one();
            if (writing > 0) {
                throw Problem.of(Problem.Code.CONFLICT, "the log of the run is still being written; try again later");
            }
            return handle.createUpdate(
                            """
                            UPDATE observability.log_stream SET deleted_at = now()
                            WHERE run_uid = :run AND namespace = :namespace AND deleted_at IS NULL
                            """)
                    .bind("run", run.uid())
                    .bind("namespace", run.namespace())
                    .execute();
        });
    }

    /** Hides the logs of some runs whose last stream was completed so long ago; true when there may be more. */
    public boolean hideOlderThan(Duration age) {
        return database.with(handle -> handle.createQuery(
                                """
                                WITH old AS (
                                  SELECT run_uid, namespace FROM observability.log_stream candidate
                                  WHERE deleted_at IS NULL
                                    AND completed_at < now() - make_interval(secs => :seconds)
                                    AND NOT EXISTS (SELECT FROM observability.log_stream newer
                                      WHERE newer.run_uid = candidate.run_uid
                                        AND newer.namespace = candidate.namespace
                                        AND (newer.completed_at IS NULL
                                          OR newer.completed_at >= now() - make_interval(secs => :seconds)))
                                  LIMIT :limit),
                                hidden AS (
                                  UPDATE observability.log_stream s SET deleted_at = now() FROM old
                                  WHERE s.run_uid = old.run_uid AND s.namespace = old.namespace
                                    AND s.deleted_at IS NULL
                                  RETURNING s.id)
                                SELECT count(*) FROM old
                                """)
                        .bind("seconds", (double) age.toSeconds())
                        .bind("limit", RUNS_AT_ONCE)
                        .mapTo(Long.class)
                        .one()
                == RUNS_AT_ONCE);
    }

    /** Deletes a bounded piece of what is hidden; true when there may be more. Nothing when another replica does it. */
    public boolean deleteSome() {
        return database.transaction(handle -> {
            var mine = handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                    .bind("lock", LOCK)
                    .mapTo(Boolean.class)
                    .one();
            return mine && next(handle).filter(pod -> delete(handle, pod)).isPresent();
        });
    }

    /** A pod with hidden streams; {@code run} is what its label says, so only its own folder is touched. */
    private record HiddenPod(String run, String uid) {}

    private static Optional<HiddenPod> next(Handle handle) {
        return handle.createQuery(
                        """
                        SELECT run_uid, pod_uid FROM observability.log_stream
                        WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1
                        """)
                .map((row, context) -> new HiddenPod(row.getString("run_uid"), row.getString("pod_uid")))
                .findOne();
    }

    private boolean delete(Handle handle, HiddenPod pod) {
        List<String> keys = objects.list(StreamKey.podPrefix(pod.run(), pod.uid()), "", OBJECTS_AT_ONCE);
        objects.deleteAll(keys);
        if (keys.size() < OBJECTS_AT_ONCE) {
            var unused = handle.createUpdate(
                            "DELETE FROM observability.log_stream WHERE pod_uid = :pod AND run_uid = :run")
                    .bind("pod", pod.uid())
                    .bind("run", pod.run())
                    .execute();
        }
        return true;
    }
}
