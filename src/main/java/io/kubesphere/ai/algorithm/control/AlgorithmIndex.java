package io.kubesphere.ai.algorithm.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.algorithm.crd.Algorithm;
import io.kubesphere.ai.algorithm.crd.AlgorithmSpec;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** All algorithms in memory: how they are indexed, and who keeps the index. */
final class AlgorithmIndex {
    static final String SHARING = "spec.sharing";

    static IndexShape<Algorithm> shape() {
        return IndexShape.of(Algorithm.class)
                .filterable(
                        SHARING,
                        algorithm -> Optional.of(algorithm.getSpec().sharing().name()))
                .sortable("spec.title", algorithm -> title(algorithm.getSpec()));
    }

    private static Optional<String> title(AlgorithmSpec spec) {
        return Optional.ofNullable(spec.title());
    }

    @Produces
    @Singleton
    ObjectIndex<Algorithm> index() {
        return shape().build();
    }

    @Produces
    @Singleton
    PrimaryEvents<Algorithm> events(ObjectIndex<Algorithm> index) {
        return new PrimaryEvents<>(index);
    }

    @Produces
    @Singleton
    ResourceStore<Algorithm> store(ObjectIndex<Algorithm> index, KubeObjects objects, ObjectMapper json) {
        return new ResourceStore<>(Algorithm.class, index, objects, json);
    }
}
