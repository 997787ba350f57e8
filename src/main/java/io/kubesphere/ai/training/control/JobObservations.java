package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.kernel.workload.PhaseModel;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.kernel.workload.WorkloadObservation;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Gathers everything that the phase model looks at. */
@ApplicationScoped
class JobObservations {
    private final Engines engines;
    private final JobObjects objects;
    private final JobActivity activity;
    private final JobQueues queues;
    private final Clock clock;

    JobObservations(Engines engines, JobObjects objects, JobActivity activity, JobQueues queues, Clock clock) {
        this.engines = engines;
        this.objects = objects;
        this.activity = activity;
        this.queues = queues;
        this.clock = clock;
    }

    /** What is to be said of a job whose engine object was applied a moment ago; nothing has come of it yet. */
    Verdict applied(TrainingJob job, EngineObject made, int replicas) {
        var engine = new Engine(name(made), true, Optional.of(EngineProgress.NEW), Optional.empty());
        return PhaseModel.decide(observation(job, engine, replicas));
    }

    /** The API server does not take the engine's object. */
    Verdict refused(TrainingJob job, TrainingEngine engine, int replicas, String why) {
        var name = engine.api().kind() + "/" + job.getMetadata().getName();
        return PhaseModel.decide(
                observation(job, new Engine(name, false, Optional.empty(), Optional.of(why)), replicas));
    }

    /** What the cluster says now; an object that is not there is absent. */
    WorkloadObservation of(TrainingJob job, EngineObject made, Optional<GenericKubernetesResource> found) {
        var progress = engines.named(made.engine()).flatMap(engine -> found.map(engine::read));
        var replicas = job.observed()
                .flatMap(TrainingJobStatus::counts)
                .map(TrainingJobStatus.WorkerCounts::wanted)
                .orElse(1);
        return observation(job, new Engine(name(made), true, progress, Optional.empty()), replicas);
    }

    /** The engine's part of an observation. */
    private record Engine(String name, boolean applied, Optional<EngineProgress> progress, Optional<String> failure) {}

    private WorkloadObservation observation(TrainingJob job, Engine engine, int replicas) {
        var spec = job.getSpec();
        var newest = activity.newest(job);
        return new WorkloadObservation(
                spec.suspend(),
                engine.name(),
                engine.applied(),
                engine.progress(),
                objects.pods(job),
                objects.recorded(job),
                queues.state(job),
                spec.queueName().isPresent(),
                replicas,
                spec.retries(),
                newest.at(),
                newest.isKnown() ? Duration.ofSeconds(spec.stallAfterSeconds()) : Duration.ZERO,
                engine.failure(),
                clock.instant());
    }

    private static String name(EngineObject made) {
        return made.kind() + "/" + made.name();
    }
}
