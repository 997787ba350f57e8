package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.kernel.workload.PhaseModel;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.kernel.workload.WorkloadObservation;
import io.kubesphere.ai.training.control.JobStatuses.Facts;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.crd.TrainingJobStatus.WorkerCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Follows a job whose engine object was made, and pauses or resumes it as the user wants. */
@ApplicationScoped
class JobWatch {
    /** Events come by themselves; this is for what only passes with time, and for an event that was lost. */
    private static final Duration REGULARLY = Duration.ofMinutes(5);

    private final EngineObjects objects;
    private final EnginePause pause;
    private final JobObservations observations;
    private final JobOutputs outputs;
    private final JobReport report;
    private final Clock clock;

    JobWatch(
            EngineObjects objects,
            EnginePause pause,
            JobObservations observations,
            JobOutputs outputs,
            JobReport report,
            Clock clock) {
        this.objects = objects;
        this.pause = pause;
        this.observations = observations;
        this.outputs = outputs;
        this.report = report;
        this.clock = clock;
    }

    Step observe(TrainingJob job, EngineObject made) {
        var found = objects.find(job.getMetadata().getNamespace(), made);
        found.ifPresent(object -> pause.align(job, made, object));
        var observation = observations.of(job, made, found);
        var conclusion = outputs.conclude(job, PhaseModel.decide(observation));
        var verdict = conclusion.verdict();
        var facts = new Facts(
                Optional.empty(),
                Optional.empty(),
                Optional.of(workers(observation)),
                observation.begun(),
                observation.engine().flatMap(EngineProgress::finish).flatMap(EngineProgress.Finish::time),
                conclusion.outputs());
        return report.step(job, verdict, facts, again(verdict, observation));
    }

    private static WorkerCounts workers(WorkloadObservation observation) {
        var engine = observation.engine();
        return new WorkerCounts(
                observation.workers(),
                engine.map(EngineProgress::ready).orElse(0),
                engine.map(EngineProgress::succeeded).orElse(0),
                engine.map(EngineProgress::failed).orElse(0));
    }

    private Optional<Duration> again(Verdict verdict, WorkloadObservation observation) {
        if (verdict.phase().isTerminal()) {
            return Optional.empty();
        }
        return Optional.of(untilStalled(verdict, observation)
                .filter(wait -> wait.compareTo(REGULARLY) < 0)
                .orElse(REGULARLY));
    }

    /** A run becomes stalled without any event: only the clock tells. */
    private Optional<Duration> untilStalled(Verdict verdict, WorkloadObservation observation) {
        if (verdict.phase() != Phase.Running || observation.stallAfter().isZero()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        var since = observation.lastProgress().orElse(now);
        var wait = Duration.between(now, since.plus(observation.stallAfter()));
        return Optional.of(wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1));
    }
}
