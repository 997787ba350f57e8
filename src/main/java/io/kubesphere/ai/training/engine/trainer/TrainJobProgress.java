package io.kubesphere.ai.training.engine.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.training.engine.EngineStatus;
import io.kubesphere.ai.training.engine.TrainingEngine;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a TrainJob's status says. Whether it is held back is read from the spec: the condition Suspended stays behind as
 * {@code False/Resumed}, and kubectl prints it whatever its status. Restarts it does not tell.
 */
final class TrainJobProgress {
    private TrainJobProgress() {}

    static EngineProgress read(GenericKubernetesResource trainJob) {
        var status = EngineStatus.of(trainJob);
        var workers = status.at("/spec/trainer/numNodes").asInt(1);
        var job = job(status);
        return new EngineProgress(
                status.at("/spec/suspend").asBoolean(),
                status.isDeleting(),
                pods(job, "active", workers),
                pods(job, "ready", workers),
                pods(job, "succeeded", workers),
                pods(job, "failed", 1),
                0,
                resumed(status),
                Optional.empty(),
                status.verdict("Complete", "Failed"));
    }

    /** When it was last let go; one that was never held back does not tell when it began. */
    private static Optional<Instant> resumed(EngineStatus status) {
        return status.condition("Suspended")
                .filter(condition -> !condition.isTrue())
                .flatMap(EngineStatus.Condition::time);
    }

    /** It counts child Jobs, of which we have one: that is ready when all workers are, and failed when one is. */
    private static int pods(Optional<JsonNode> job, String count, int workers) {
        return job.map(each -> each.path(count).asInt()).orElse(0) * workers;
    }

    private static Optional<JsonNode> job(EngineStatus status) {
        return StreamSupport.stream(status.at("/status/jobsStatus").spliterator(), false)
                .filter(job -> job.path("name").asText().equals(TrainingEngine.PROGRAM))
                .findFirst();
    }
}
