package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.RunRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Consumer;

/** Runs that have not started for a long time, each taken once. */
@ApplicationScoped
public class WaitingRuns {
    private final Database database;
    private final RunRows rows;

    WaitingRuns(Database database, RunRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** A run with the queue that its spec names. */
    public record Waiting(RunRecord record, String queue) {}

    /** Hands some over and notes that, in one transaction with what is done with them; how many there were. */
    public int told(Duration bound, int most, Consumer<Waiting> tell) {
        return database.transaction(handle -> {
            var found = handle.createQuery(
                            """
                            UPDATE training.run SET waiting_told = true WHERE uid IN (
                              SELECT uid FROM training.run
                              WHERE NOT waiting_told AND started_at IS NULL AND finished_at IS NULL AND deleted_at IS NULL
                                AND phase IN ('Queued', 'Scheduling', 'Preempted')
                                AND created_at < now() - make_interval(secs => :bound)
                              ORDER BY created_at LIMIT :most FOR UPDATE SKIP LOCKED)
                            RETURNING *
                            """)
                    .bind("bound", bound.toMillis() / 1e3)
                    .bind("most", most)
                    .map(rows)
                    .list();
            found.forEach(
                    run -> tell.accept(new Waiting(run, run.spec().path("queue").asText(""))));
            return found.size();
        });
    }
}
