package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.training.RunMetrics;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When a job last gave a sign of life, a log line or a metric, and whether all its lines are safe. */
@ApplicationScoped
class JobActivity {
    private final RunMetrics metrics;
    private final RunLogs logs;

    JobActivity(RunMetrics metrics, RunLogs logs) {
        this.metrics = metrics;
        this.logs = logs;
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
            var signs = Stream.of(
                            metrics.lastReportAt(job.getMetadata().getUid()),
                            logs.progress(ref(job)).newestSeen())
                    .flatMap(Optional::stream);
            return new Newest(signs.max(Comparator.naturalOrder()), true);
        } catch (Problem away) {
            return Newest.UNKNOWN;
        }
    }

    /** Whether every line that the job's containers wrote is in the archive; false when nobody can say now. */
    boolean isArchived(TrainingJob job) {
        try {
            return logs.progress(ref(job)).archived();
        } catch (Problem away) {
            return false;
        }
    }

    private static RunRef ref(TrainingJob job) {
        return new RunRef(job.getMetadata().getNamespace(), job.getMetadata().getUid());
    }
}
