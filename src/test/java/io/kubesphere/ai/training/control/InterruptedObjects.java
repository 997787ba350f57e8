package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import java.util.Optional;

/** The cluster as a service sees it that dies before one of its writes. */
final class InterruptedObjects implements KubeObjects {
    private final KubeObjects cluster;
    private int left;

    InterruptedObjects(KubeObjects cluster, int writes) {
        this.cluster = cluster;
        this.left = writes;
    }

    /** Not a Problem: nothing may catch it. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void write() {
        if (left == 0) {
            throw new Death();
        }
        left--;
    }

    @Override
    public <T extends HasMetadata> T apply(T desired) {
        write();
        return cluster.apply(desired);
    }

    @Override
    public <T extends HasMetadata> T applyPart(T part, String manager) {
        write();
        return cluster.applyPart(part, manager);
    }

    @Override
    public <T extends HasMetadata> T applyStatus(T object) {
        write();
        return cluster.applyStatus(object);
    }

    @Override
    public <T extends HasMetadata> T applyOwned(HasMetadata owner, T desired) {
        write();
        return cluster.applyOwned(owner, desired);
    }

    @Override
    public <T extends HasMetadata> T createOwned(HasMetadata owner, T desired) {
        write();
        return cluster.createOwned(owner, desired);
    }

    @Override
    public <T extends HasMetadata> T create(T object) {
        write();
        return cluster.create(object);
    }

    @Override
    public <T extends HasMetadata> T replace(T object) {
        write();
        return cluster.replace(object);
    }

    @Override
    public <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name) {
        return cluster.get(kind, namespace, name);
    }

    @Override
    public Optional<GenericKubernetesResource> get(String apiVersion, String kind, String namespace, String name) {
        return cluster.get(apiVersion, kind, namespace, name);
    }

    @Override
    public Optional<ObjectMeta> occupant(HasMetadata wanted) {
        return cluster.occupant(wanted);
    }

    @Override
    public <T extends HasMetadata> boolean delete(Class<T> kind, String namespace, String name) {
        write();
        return cluster.delete(kind, namespace, name);
    }

    @Override
    public boolean delete(HasMetadata object) {
        write();
        return cluster.delete(object);
    }
}
