package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.control.JobStatuses.Facts;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes the records of runs as the reconciler goes. */
@ApplicationScoped
class JobRecords {
    private static final Logger LOG = Logger.getLogger(JobRecords.class);

    private final RunStore runs;
    private final JobNews news;
    private final Workspaces workspaces;
    private final ObjectMapper json;
    private final Clock clock;

    JobRecords(RunStore runs, JobNews news, Workspaces workspaces, ObjectMapper json, Clock clock) {
        this.runs = runs;
        this.news = news;
        this.workspaces = workspaces;
        this.json = json;
        this.clock = clock;
    }

    /** Saves how the job stands; false when the database is away, and then it has to be saved again. */
    boolean save(TrainingJob job, TrainingJobStatus status, Verdict verdict, Facts facts) {
        var run = record(job, status, verdict, facts);
        return written(job, () -> runs.save(run, before -> news.changed(before, job, run)));
    }

    /** The custom resource is gone; false when the database is away. */
    boolean deleted(TrainingJob job) {
        return written(job, () -> runs.deleted(job.getMetadata().getUid(), clock.instant()));
    }

    private static boolean written(TrainingJob job, Runnable write) {
        try {
            write.run();
            return true;
        } catch (Problem away) {
            if (away.code() != Problem.Code.UNAVAILABLE) {
                throw away;
            }
            var meta = job.getMetadata();
            LOG.warnf("record waits for the database project=%s job=%s", meta.getNamespace(), meta.getName());
            return false;
        }
    }

    private RunRecord record(TrainingJob job, TrainingJobStatus status, Verdict verdict, Facts facts) {
        var meta = job.getMetadata();
        var resolved = facts.resolved();
        return new RunRecord(
                meta.getUid(),
                meta.getNamespace(),
                meta.getName(),
                workspaces.workspaceOf(meta.getNamespace()).orElse(""),
                JobIndex.creator(job).orElse(""),
                Instant.parse(meta.getCreationTimestamp()),
                json.valueToTree(job.getSpec()),
                resolved.flatMap(ResolvedJob::algorithm).map(this::use),
                resolved.map(ResolvedJob::parameters).orElse(job.getSpec().parameters()),
                resolved.map(ResolvedJob::inputs).orElse(List.of()),
                resolved.isPresent(),
                status.engineMade().map(TrainingJobStatus.EngineObject::engine).orElse(""),
                verdict.phase(),
                verdict.explanation(),
                new RunRecord.Times(time(status.startTime()), time(status.completionTime()), Optional.empty()));
    }

    private AlgorithmUse use(PublishedVersion version) {
        return new AlgorithmUse(
                version.namespace(),
                version.algorithm(),
                version.spec().name(),
                version.digest(),
                json.valueToTree(version.spec()));
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
