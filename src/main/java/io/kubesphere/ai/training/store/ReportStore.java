package io.kubesphere.ai.training.store;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.ReportedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes reports. Those of a run and of all below it pass one after the other, whichever replicas they reach. */
@ApplicationScoped
public class ReportStore {
    private static final String MODELS_TAG = "mlflow.log-model.history";

    private final Database database;
    private final TextRows texts;

    ReportStore(Database database, TextRows texts) {
        this.database = database;
        this.texts = texts;
    }

    /** Stores a report as a whole, or nothing of it and a 422 when a parameter would get another value. */
    public void take(UUID root, UUID run, Report report, Instant now) {
        var unused = database.transaction(handle -> {
            var seen = Optional.of(now).filter(time -> report.isOfTheProgram());
            var last = arrive(handle, root, report.metrics().size(), seen);
            addParameters(handle, run, report.parameters());
            TextRows.putTags(handle, run, report.tags());
            PointRows.append(handle, run, last - report.metrics().size(), report.metrics());
            return last;
        });
    }

    /** Notes that the program of a run has been heard of. */
    public void hear(UUID root, Instant now) {
        var unused = database.with(handle -> arrive(handle, root, 0, Optional.of(now)));
    }

    /** Whether there was such a tag. */
    public boolean removeTag(UUID run, String key) {
        return database.with(handle -> TextRows.removeTag(handle, run, key));
    }

    /** The same data again gets the new description. */
    public void reads(UUID run, List<ReportedDataset> datasets) {
        var unused = database.transaction(handle -> {
            var batch = handle.prepareBatch(
                    """
                    INSERT INTO training.reported_dataset (run, name, digest, source_type, source, schema, profile, tags)
                    VALUES (:run, :name, :digest, :sourceType, :source, :schema, :profile, :labels::jsonb)
                    ON CONFLICT (run, name, digest) DO UPDATE SET source_type = excluded.source_type,
                      source = excluded.source, schema = excluded.schema, profile = excluded.profile,
                      tags = excluded.tags
                    """);
            datasets.forEach(dataset -> batch.bind("run", run)
                    .bind("name", dataset.name())
                    .bind("digest", dataset.digest())
                    .bind("sourceType", dataset.sourceType())
                    .bind("source", dataset.source())
                    .bind("schema", dataset.schema())
                    .bind("profile", dataset.profile())
                    .bind("labels", texts.json(TextRows.map(dataset.tags())))
                    .add());
            return datasets.isEmpty() ? new int[0] : batch.execute();
        });
    }

    /** Links models of the same tree; the ids of others are skipped, and the number of links is answered. */
    public int link(UUID root, UUID run, List<LoggedModel.Link> models) {
        return database.transaction(handle -> models.stream()
                .mapToInt(model -> handle.createUpdate(
                                """
                                INSERT INTO training.run_model (run, model, role, step)
                                SELECT :run, id, :role, :step FROM training.logged_model
                                WHERE id = :model AND root = :root
                                ON CONFLICT (run, model, role) DO UPDATE SET step = excluded.step
                                """)
                        .bind("run", run)
                        .bind("root", root)
                        .bind("model", model.model())
                        .bind("role", model.role().name().toLowerCase(Locale.ROOT))
                        .bind("step", model.step())
                        .execute())
                .sum());
    }

    /** Adds a model to the list that MLflow 2 keeps in a tag; a 422 when it is not a JSON object. */
    public void makes(UUID root, UUID run, String model, Instant now) {
        var added = texts.object(model);
        var unused = database.transaction(handle -> {
            arrive(handle, root, 0, Optional.of(now));
            var models = texts.array(TextRows.tag(handle, run, MODELS_TAG).orElse("[]"));
            models.add(added);
            TextRows.putTag(handle, run, new ReportedText(MODELS_TAG, models.toString()));
            return models;
        });
    }

    /** Takes numbers for so many points and answers the last of them; holds the run's row until the commit. */
    private static long arrive(Handle handle, UUID root, int points, Optional<Instant> seen) {
        return handle.createQuery(
                        """
                        INSERT INTO training.tracking AS t (run_uid, sequence, reported_at)
                        VALUES (:root, :points, :seen)
                        ON CONFLICT (run_uid) DO UPDATE SET sequence = t.sequence + excluded.sequence,
                          reported_at = greatest(t.reported_at, excluded.reported_at)
                        RETURNING sequence
                        """)
                .bind("root", root)
                .bind("points", (long) points)
                .bind("seen", seen.map(time -> time.atOffset(ZoneOffset.UTC)))
                .mapTo(Long.class)
                .one();
    }

    private static void addParameters(Handle handle, UUID run, List<ReportedText> parameters) {
        var stored = TextRows.addParameters(handle, run, parameters);
        for (var parameter : parameters) {
            var before = stored.get(parameter.key());
            if (!parameter.value().equals(before)) {
                throw Problem.of(
                        Problem.Code.INVALID,
                        "parameter '%s' is '%s' already and cannot become '%s'; parameters of a run never change",
                        parameter.key(),
                        before,
                        parameter.value());
            }
        }
    }
}
