package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kube.Conditions;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is left to do for a job that has ended: its record, if that had to wait, and its deletion in time. */
@ApplicationScoped
class JobEnd {
    private static final Duration AFTERWARDS = Duration.ofMillis(100);

    private final JobReport report;
    private final JobInputs inputs;
    private final KubeObjects objects;
    private final Clock clock;

    JobEnd(JobReport report, JobInputs inputs, KubeObjects objects, Clock clock) {
        this.report = report;
        this.inputs = inputs;
        this.objects = objects;
        this.clock = clock;
    }

    Step after(TrainingJob job, TrainingJobStatus ended) {
        if (!isRecorded(ended)) {
            var step = report.again(job, ended);
            return step.again().isPresent() ? step : Step.again(step.status(), AFTERWARDS);
        }
        inputs.release(job);
        var left = timeLeft(job, ended);
        if (left.isPresent() && left.get().isZero()) {
            objects.delete(
                    TrainingJob.class,
                    job.getMetadata().getNamespace(),
                    job.getMetadata().getName());
        }
        return new Step(ended, left.filter(wait -> !wait.isZero()));
    }

    private static boolean isRecorded(TrainingJobStatus status) {
        return Conditions.find(status.conditions(), "Recorded")
                .filter(condition -> condition.status().equals("True"))
                .isPresent();
    }

    /** Zero when it is over; empty when the job stays until somebody deletes it. */
    private Optional<Duration> timeLeft(TrainingJob job, TrainingJobStatus ended) {
        return Optional.ofNullable(job.getSpec().ttlSecondsAfterFinished())
                .map(seconds -> Instant.parse(ended.completionTime()).plusSeconds(seconds))
                .map(until -> Duration.between(clock.instant(), until))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }
}
