package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.workload.PhaseModel;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.training.JobExplanation;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Explains a job that goes on from what the cluster says now, so that the evidence is fresh; nothing is written. */
@ApplicationScoped
class LiveExplanations {
    private final EngineObjects objects;
    private final JobObservations observations;

    LiveExplanations(EngineObjects objects, JobObservations observations) {
        this.objects = objects;
        this.observations = observations;
    }

    /** Empty when the job has ended: then its record tells more. */
    Optional<JobExplanation> now(TrainingJob job) {
        var status = job.observed();
        if (status.isEmpty()) {
            return Optional.of(notSeen());
        }
        if (status.get().phase().isTerminal()) {
            return Optional.empty();
        }
        return Optional.of(status.flatMap(TrainingJobStatus::engineMade)
                .map(made -> observed(job, made))
                .orElseGet(() -> waiting(status.get())));
    }

    private JobExplanation observed(TrainingJob job, TrainingJobStatus.EngineObject made) {
        var found = objects.find(job.getMetadata().getNamespace(), made);
        var verdict = PhaseModel.decide(observations.of(job, made, found));
        return JobExplanation.of(verdict.phase(), verdict.explanation());
    }

    private static JobExplanation waiting(TrainingJobStatus status) {
        var next = status.nextStep() == null ? "" : status.nextStep();
        return new JobExplanation(status.phase(), status.reason(), status.message(), next, List.of());
    }

    private static JobExplanation notSeen() {
        var verdict = JobStatuses.saying(SubmissionReason.Submitted, "");
        return JobExplanation.of(verdict.phase(), verdict.explanation());
    }
}
