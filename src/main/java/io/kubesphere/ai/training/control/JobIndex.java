package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.algorithm.AlgorithmRef;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All training jobs in memory: how they are indexed, and who keeps the index. */
final class JobIndex {
    static final String PHASE = "status.phase";

    static IndexShape<TrainingJob> shape() {
        return IndexShape.of(TrainingJob.class)
                .filterable(PHASE, JobIndex::phase)
                .filterable("status.reason", job -> job.observed().map(TrainingJobStatus::reason))
                .filterable("spec.queue", job -> job.getSpec().queueName())
                .filterable("spec.engine", job -> Optional.of(job.getSpec().engine()))
                .filterable("spec.algorithm.name", job -> algorithm(job).map(AlgorithmRef::name))
                .filterable("spec.algorithm.version", job -> algorithm(job).map(AlgorithmRef::version))
                .filterable("creator", JobIndex::creator)
                .sortable(PHASE, JobIndex::phase)
                .sortable("status.startTime", job -> job.observed().map(TrainingJobStatus::startTime))
                .sortable("status.completionTime", job -> job.observed().map(TrainingJobStatus::completionTime));
    }

    /** A job that nobody has looked at yet is queued, and is found as such. */
    private static Optional<String> phase(TrainingJob job) {
        return Optional.of(job.observed()
                .map(TrainingJobStatus::phase)
                .orElse(Phase.Queued)
                .name());
    }

    private static Optional<AlgorithmRef> algorithm(TrainingJob job) {
        return job.getSpec().algorithmRef();
    }

    static Optional<String> creator(TrainingJob job) {
        return Optional.ofNullable(job.getMetadata().getAnnotations()).map(all -> all.get(Labels.CREATOR));
    }

    @Produces
    @Singleton
    ObjectIndex<TrainingJob> index() {
        return shape().build();
    }

    @Produces
    @Singleton
    PrimaryEvents<TrainingJob> events(ObjectIndex<TrainingJob> index) {
        return new PrimaryEvents<>(index);
    }

    @Produces
    @Singleton
    ResourceStore<TrainingJob> store(ObjectIndex<TrainingJob> index, KubeObjects objects, ObjectMapper json) {
        return new ResourceStore<>(TrainingJob.class, index, objects, json, List.of(TrainingJob.FINALIZER));
    }
}
