package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.control.JobStatuses.Facts;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Says how a job stands, in its record and in its status, in this order: what the status shows has been recorded, or the
 * status itself says that it has not.
 */
@ApplicationScoped
class JobReport {
    private static final Duration RECORD_AGAIN = Duration.ofSeconds(10);

    private final JobStatuses statuses;
    private final JobRecords records;

    JobReport(JobStatuses statuses, JobRecords records) {
        this.statuses = statuses;
        this.records = records;
    }

    Step step(TrainingJob job, Verdict verdict, Facts facts, Optional<Duration> again) {
        var status = statuses.of(job, verdict, facts, true);
        if (records.save(job, status, verdict, facts)) {
            return new Step(status, again);
        }
        var soonest = again.filter(wait -> wait.compareTo(RECORD_AGAIN) < 0).orElse(RECORD_AGAIN);
        return Step.again(statuses.of(job, verdict, facts, false), soonest);
    }

    /** Records what is about to run; false when the database is away. */
    boolean announced(TrainingJob job, Facts facts) {
        var verdict = JobStatuses.saying(SubmissionReason.Starting, "");
        return records.save(job, statuses.of(job, verdict, facts, true), verdict, facts);
    }

    /** Records that the custom resource goes, and how the run ended if it had not; false when the database is away. */
    boolean gone(TrainingJob job, Optional<Verdict> end) {
        var saved = end.map(
                        verdict -> records.save(job, statuses.of(job, verdict, Facts.NONE, true), verdict, Facts.NONE))
                .orElse(true);
        return saved && records.deleted(job);
    }

    /** Tries again to record an end whose record had to wait. */
    Step again(TrainingJob job, TrainingJobStatus ended) {
        var why = new Explanation(
                ended.reason(), ended.message(), List.of(), ended.nextStep() == null ? "" : ended.nextStep());
        return step(job, new Verdict(ended.phase(), why), Facts.NONE, Optional.empty());
    }
}
