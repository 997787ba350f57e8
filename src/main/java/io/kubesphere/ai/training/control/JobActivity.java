package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** When a job last gave a sign of life: a log line or a metric. */
@ApplicationScoped
class JobActivity {
    private final RunMetrics metrics;

    JobActivity(RunMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * The newest sign.
     *
     * @param isKnown false when nobody can say now, which is not the same as silence
     */
    record Newest(Optional<Instant> at, boolean isKnown) {
        static final Newest UNKNOWN = new Newest(Optional.empty(), false);
    }

    Newest newest(TrainingJob job) {
        try {
            return new Newest(metrics.lastReportAt(job.getMetadata().getUid()), true);
        } catch (Problem away) {
            return Newest.UNKNOWN;
        }
    }

    /** Whether every line that the job's containers wrote is in the archive. */
    boolean isArchived(TrainingJob job) {
        return true;
    }
}
