package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus.StoredOutput;
import io.kubesphere.ai.training.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A run whose program ended well but whose required output was not stored has not succeeded. */
@ApplicationScoped
class JobOutputs {
    private final RunStore runs;
    private final RecordedAlgorithm recorded;

    JobOutputs(RunStore runs, RecordedAlgorithm recorded) {
        this.runs = runs;
        this.recorded = recorded;
    }

    /** A verdict that knows of the outputs, and what is stored. */
    record Conclusion(Verdict verdict, List<StoredOutput> outputs) {}

    Conclusion conclude(TrainingJob job, Verdict verdict) {
        if (!verdict.phase().isTerminal()) {
            return new Conclusion(verdict, List.of());
        }
        try {
            var stored = runs.outputs(job.getMetadata().getUid());
            return new Conclusion(judged(job, verdict, stored), views(stored));
        } catch (Problem away) {
            return verdict.phase() == Phase.Succeeded
                    ? new Conclusion(unknown(), List.of())
                    : new Conclusion(verdict, List.of());
        }
    }

    private Verdict judged(TrainingJob job, Verdict verdict, List<OutputRecord> stored) {
        if (verdict.phase() != Phase.Succeeded) {
            return verdict;
        }
        return required(job).stream()
                .filter(name ->
                        stored.stream().noneMatch(output -> output.name().equals(name)))
                .findFirst()
                .map(JobOutputs::missing)
                .orElse(verdict);
    }

    private List<String> required(TrainingJob job) {
        return runs.find(job.getMetadata().getUid()).map(recorded::outputs).orElse(List.of()).stream()
                .filter(ResolvedJob.Output::required)
                .map(ResolvedJob.Output::name)
                .toList();
    }

    private static List<StoredOutput> views(List<OutputRecord> stored) {
        return stored.stream()
                .map(output -> new StoredOutput(output.name(), output.digest(), output.files(), output.bytes()))
                .toList();
    }

    private static Verdict missing(String name) {
        return JobStatuses.saying(SubmissionReason.OutputMissing, name);
    }

    private static Verdict unknown() {
        return JobStatuses.saying(SubmissionReason.OutputsUnknown, "");
    }
}
