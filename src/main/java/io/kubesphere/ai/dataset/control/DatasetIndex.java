package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.DatasetStatus;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All datasets in memory: how they are indexed, and who keeps the index. */
final class DatasetIndex {
    static final String SCOPE = "spec.sharing.scope";
    static final String PROJECTS = "spec.sharing.projects";

    static IndexShape<Dataset> shape() {
        return IndexShape.of(Dataset.class)
                .filterable(
                        SCOPE,
                        dataset ->
                                Optional.of(dataset.getSpec().sharing().scope().name()))
                .filterableMany(PROJECTS, dataset -> dataset.getSpec().sharing().projects())
                .filterable(
                        "spec.kind",
                        dataset -> Optional.of(dataset.getSpec().kind().name()))
                .sortable(
                        "spec.title",
                        dataset -> Optional.ofNullable(dataset.getSpec().title()))
                .sortable("status.latest.bytes", dataset -> latest(dataset).map(DatasetStatus.Latest::bytes))
                .sortable("status.latest.files", dataset -> latest(dataset).map(DatasetStatus.Latest::files))
                .sortable("status.latest.createdAt", dataset -> latest(dataset).map(DatasetStatus.Latest::createdAt));
    }

    private static Optional<DatasetStatus.Latest> latest(Dataset dataset) {
        return Optional.ofNullable(dataset.getStatus()).map(DatasetStatus::latest);
    }

    @Produces
    @Singleton
    ObjectIndex<Dataset> index() {
        return shape().build();
    }

    @Produces
    @Singleton
    PrimaryEvents<Dataset> events(ObjectIndex<Dataset> index) {
        return new PrimaryEvents<>(index);
    }

    @Produces
    @Singleton
    ResourceStore<Dataset> store(ObjectIndex<Dataset> index, KubeObjects objects, ObjectMapper json) {
        return new ResourceStore<>(Dataset.class, index, objects, json, List.of(Dataset.FINALIZER));
    }
}
