package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens before a job's custom resource may go: its log is archived, its pods are gone, its record says so. */
@ApplicationScoped
class JobCleanup {
    private static final Duration SOON = Duration.ofSeconds(2);

    /** A log that cannot be archived for so long keeps nobody from deleting; the archive marks the gap. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EngineObjects engineObjects;
    private final KubeObjects objects;
    private final JobObjects pods;
    private final JobActivity activity;
    private final JobInputs inputs;
    private final JobReport report;
    private final Clock clock;

    JobCleanup(
            EngineObjects engineObjects,
            KubeObjects objects,
            JobObjects pods,
            JobActivity activity,
            JobInputs inputs,
            JobReport report,
            Clock clock) {
        this.engineObjects = engineObjects;
        this.objects = objects;
        this.pods = pods;
        this.activity = activity;
        this.inputs = inputs;
        this.report = report;
        this.clock = clock;
    }

    /** When to look again; empty when nothing is left to do. */
    Optional<Duration> cleanUp(TrainingJob job) {
        var status = job.observed();
        var ended = status.filter(last -> last.phase().isTerminal()).isPresent();
        if (ended && isWorthWaiting(job) && !activity.isArchived(job)) {
            return Optional.of(SOON);
        }
        var running = status.flatMap(TrainingJobStatus::engineMade).filter(made -> deleteIfThere(job, made));
        if (running.isPresent() || !pods.pods(job).isEmpty()) {
            return Optional.of(SOON);
        }
        if (isWorthWaiting(job) && !activity.isArchived(job)) {
            return Optional.of(SOON);
        }
        inputs.release(job);
        return report.gone(
                        job, ended ? Optional.empty() : Optional.of(JobStatuses.saying(SubmissionReason.Deleted, "")))
                ? Optional.empty()
                : Optional.of(SOON);
    }

    private boolean deleteIfThere(TrainingJob job, EngineObject made) {
        var found = engineObjects.find(job.getMetadata().getNamespace(), made);
        return found.filter(object -> object.isMarkedForDeletion() || objects.delete(object))
                .isPresent();
    }

    private boolean isWorthWaiting(TrainingJob job) {
        var since = Instant.parse(job.getMetadata().getDeletionTimestamp());
        return clock.instant().isBefore(since.plus(PATIENCE));
    }
}
