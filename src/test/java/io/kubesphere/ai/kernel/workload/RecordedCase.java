package io.kubesphere.ai.kernel.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.testing.GoldenCase;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.kubesphere.ai.training.engine.job.KubernetesJobEngine;
import io.kubesphere.ai.training.engine.kueue.KueueQueueState;
import io.kubesphere.ai.training.engine.trainer.KubeflowTrainerEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One moment of a run as a cluster shows it, read with the real adapters. */
record RecordedCase(GoldenCase golden) {
    private static final String JOB = "job.yaml";
    private static final String TRAIN_JOB = "trainjob.yaml";

    WorkloadObservation observation() {
        var scalars = golden.document("observation.yaml");
        var queue = golden.documents("workload.yaml").stream()
                .map(workload -> KueueQueueState.read(GoldenCase.convert(workload, GenericKubernetesResource.class)))
                .findFirst();
        return new WorkloadObservation(
                scalars.path("pauseRequested").asBoolean(),
                scalars.path("engineObject").asText(golden.has(TRAIN_JOB) ? "TrainJob/resnet" : "Job/resnet"),
                scalars.path("engineApplied").asBoolean(true),
                progress(),
                read("pods.yaml", Pod.class),
                read("events.yaml", Event.class),
                queue,
                scalars.path("queueRequested").asBoolean(queue.isPresent()),
                scalars.path("workers").asInt(1),
                scalars.path("retries").asInt(),
                text(scalars, "lastProgress").map(Instant::parse),
                text(scalars, "stallAfter").map(Duration::parse).orElse(Duration.ZERO),
                text(scalars, "applyFailure"),
                Instant.parse(scalars.path("now").asText()));
    }

    private Optional<EngineProgress> progress() {
        return read(JOB, new KubernetesJobEngine()).or(() -> read(TRAIN_JOB, new KubeflowTrainerEngine()));
    }

    private Optional<EngineProgress> read(String file, TrainingEngine engine) {
        return read(file, GenericKubernetesResource.class).stream().findFirst().map(engine::read);
    }

    private <T> List<T> read(String file, Class<T> type) {
        return golden.documents(file).stream()
                .map(document -> GoldenCase.convert(document, type))
                .toList();
    }

    private static Optional<String> text(JsonNode scalars, String name) {
        return Optional.ofNullable(scalars.get(name)).map(JsonNode::asText);
    }
}
