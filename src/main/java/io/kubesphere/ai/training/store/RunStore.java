package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.SqlListing;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.RunRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Records of runs. Each write is one statement and can be repeated. */
@ApplicationScoped
public class RunStore {
    private static final SqlListing LISTING = new SqlListing(
            "training.run",
            Map.ofEntries(
                    Map.entry("metadata.name", "name"),
                    Map.entry("metadata.namespace", "namespace"),
                    Map.entry("status.phase", "phase"),
                    Map.entry("status.reason", "reason"),
                    Map.entry("creator", "creator"),
                    Map.entry("engine", "engine"),
                    Map.entry("algorithm.namespace", "algorithm_namespace"),
                    Map.entry("algorithm.name", "algorithm_name"),
                    Map.entry("algorithm.version", "algorithm_version"),
                    Map.entry("algorithm.digest", "algorithm_digest")),
            Map.of(
                    ListQuery.BY_CREATION,
                    "created_at",
                    ListQuery.BY_NAME,
                    "name",
                    "startedAt",
                    "started_at",
                    "finishedAt",
                    "finished_at",
                    "status.phase",
                    "phase"),
            "uid");

    private final Database database;
    private final RunRows rows;

    RunStore(Database database, RunRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * Writes what is known of a run now. What was resolved stays when a later write does not say it, the start has one
     * time for ever, and once a run has ended nothing changes any more.
     */
    public void save(RunRecord run) {
        save(run, before -> {});
    }

    /**
     * The same, and in the same transaction tells the phase before, if this write has changed it.
     *
     * @param changed given nothing for a run that was not recorded before
     */
    public void save(RunRecord run, Consumer<Optional<Phase>> changed) {
        var unused = database.transaction(handle -> {
            var before = handle.createQuery("SELECT phase FROM training.run WHERE uid = :uid FOR UPDATE")
                    .bind("uid", UUID.fromString(run.uid()))
                    .mapTo(String.class)
                    .findOne()
                    .map(Phase::valueOf);
            var isWritten = upsert(handle, run) > 0;
            if (isWritten && !before.equals(Optional.of(run.phase()))) {
                changed.accept(before);
            }
            return isWritten;
        });
    }

    private int upsert(Handle handle, RunRecord run) {
        return handle.createUpdate(
                        """
                        INSERT INTO training.run AS held (uid, namespace, name, workspace, creator, created_at, spec,
                          algorithm_namespace, algorithm_name, algorithm_version, algorithm_digest, algorithm,
                          parameters, inputs, engine, phase, reason, explanation, started_at, finished_at)
                        VALUES (:uid, :namespace, :name, :workspace, :creator, :createdAt, :spec::jsonb,
                          :algorithmNamespace, :algorithmName, :algorithmVersion, :algorithmDigest, :algorithm::jsonb,
                          :parameters::jsonb, :inputs::jsonb, :engine, :phase, :reason, :explanation::jsonb,
                          :startedAt, :finishedAt)
                        ON CONFLICT (uid) DO UPDATE SET
                          algorithm_namespace = coalesce(excluded.algorithm_namespace, held.algorithm_namespace),
                          algorithm_name = coalesce(excluded.algorithm_name, held.algorithm_name),
                          algorithm_version = coalesce(excluded.algorithm_version, held.algorithm_version),
                          algorithm_digest = coalesce(excluded.algorithm_digest, held.algorithm_digest),
                          algorithm = coalesce(excluded.algorithm, held.algorithm),
                          parameters = CASE WHEN :resolved THEN excluded.parameters ELSE held.parameters END,
                          inputs = CASE WHEN :resolved THEN excluded.inputs ELSE held.inputs END,
                          engine = CASE WHEN excluded.engine = '' THEN held.engine ELSE excluded.engine END,
                          phase = excluded.phase, reason = excluded.reason, explanation = excluded.explanation,
                          started_at = coalesce(held.started_at, excluded.started_at),
                          finished_at = excluded.finished_at, updated_at = now()
                        WHERE held.finished_at IS NULL
                        """)
                .bindMap(rows.values(run))
                .bind("resolved", run.resolved())
                .execute();
    }

    /** Notes that the custom resource is gone. */
    public void deleted(String uid, Instant when) {
        var unused = database.with(handle -> handle.createUpdate(
                        "UPDATE training.run SET deleted_at = coalesce(deleted_at, :when) WHERE uid = :uid")
                .bind("uid", UUID.fromString(uid))
                .bind("when", rows.time(when))
                .execute());
    }

    public Optional<RunRecord> find(String uid) {
        return database.with(handle -> handle.createQuery("SELECT * FROM training.run WHERE uid = :uid")
                .bind("uid", UUID.fromString(uid))
                .map(rows)
                .findOne());
    }

    /** The newest run of this name in the project, whether its custom resource is there or not. */
    public Optional<RunRecord> latest(String namespace, String name) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT * FROM training.run WHERE namespace = :namespace AND name = :name
                        ORDER BY created_at DESC LIMIT 1
                        """)
                .bind("namespace", namespace)
                .bind("name", name)
                .map(rows)
                .findOne());
    }

    /** A page of what the condition lets through. */
    public Page<RunRecord> page(Condition scope, ListQuery query) {
        return database.with(handle -> LISTING.page(handle, scope, query, rows));
    }

    /** Notes that an output is stored; storing the same again changes nothing. */
    public void stored(String uid, OutputRecord output) {
        var unused = database.with(handle -> handle.createUpdate(
                        """
                        INSERT INTO training.run_output (run_uid, name, digest, files, bytes, stored_at)
                        VALUES (:uid, :name, :digest, :files, :bytes, :storedAt)
                        ON CONFLICT (run_uid, name) DO UPDATE SET digest = excluded.digest, files = excluded.files,
                          bytes = excluded.bytes, stored_at = excluded.stored_at
                        """)
                .bind("uid", UUID.fromString(uid))
                .bind("name", output.name())
                .bind("digest", output.digest())
                .bind("files", output.files())
                .bind("bytes", output.bytes())
                .bind("storedAt", rows.time(output.storedAt()))
                .execute());
    }

    public List<OutputRecord> outputs(String uid) {
        return database.with(
                handle -> handle.createQuery("SELECT * FROM training.run_output WHERE run_uid = :uid ORDER BY name")
                        .bind("uid", UUID.fromString(uid))
                        .map((row, context) -> new OutputRecord(
                                row.getString("name"),
                                row.getString("digest"),
                                row.getLong("files"),
                                row.getLong("bytes"),
                                row.getTimestamp("stored_at").toInstant()))
                        .list());
    }
}
