package io.kubesphere.ai.training.engine.job;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import io.kubesphere.ai.training.engine.EngineStatus;
import java.util.Optional;

/** What a Job's status says. Since Kubernetes 1.31 it first says what it has decided, and ends when all pods have. */
final class JobProgress {
    private JobProgress() {}

    static EngineProgress read(GenericKubernetesResource job) {
        var status = EngineStatus.of(job);
        return new EngineProgress(
                status.at("/spec/suspend").asBoolean(),
                status.isDeleting(),
                status.at("/status/active").asInt(),
                status.at("/status/ready").asInt(),
                status.at("/status/succeeded").asInt(),
                status.at("/status/failed").asInt(),
                0,
                EngineStatus.time(status.at("/status/startTime")),
                status.verdict("SuccessCriteriaMet", "FailureTarget"),
                finish(status));
    }

    private static Optional<Finish> finish(EngineStatus status) {
        var completion = EngineStatus.time(status.at("/status/completionTime"));
        return status.verdict("Complete", "Failed")
                .map(finish ->
                        new Finish(finish.success(), finish.reason(), finish.message(), completion.or(finish::time)));
    }
}
