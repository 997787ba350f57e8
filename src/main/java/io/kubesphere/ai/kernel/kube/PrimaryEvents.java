package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Ties a reconciler to the rest: keeps the index of its kind from the operator's own informer, so that no object is held
 * twice, and lets others wake it for one object.
 */
public final class PrimaryEvents<T extends HasMetadata> extends AbstractEventSource<Void, T>
        implements ResourceEventAware<T> {
    private final ObjectIndex<T> index;

    public PrimaryEvents(ObjectIndex<T> index) {
        super(Void.class, "primary");
        this.index = index;
    }

    /** Has the object reconciled soon; unknown ones are ignored. Nothing happens on a replica that does not lead. */
    public void wake(String namespace, String name) {
        if (isRunning() && index.find(namespace, name).isPresent()) {
            getEventHandler().handleEvent(new Event(new ResourceID(name, namespace)));
        }
    }

    /** The newest version that is known: the operator may hand a reconciler one from before its own last write. */
    public T newest(T seen) {
        return index.find(
                        Objects.requireNonNullElse(seen.getMetadata().getNamespace(), ""),
                        seen.getMetadata().getName())
                .filter(held ->
                        held.getMetadata().getUid().equals(seen.getMetadata().getUid()))
                .map(Serialization::clone)
                .orElse(seen);
    }

    /**
     * Writes an object's status, and has lists show it at once. Not by the operator's own {@code patchStatus}, whose
     * writes it keeps from everybody else ({@link ResourceEventAware} among them).
     */
    public UpdateControl<T> report(KubeObjects objects, T resource) {
        take(objects.applyStatus(resource));
        return UpdateControl.noUpdate();
    }

    @Override
    public void onResourceCreated(T resource) {
        take(resource);
    }

    @Override
    public void onResourceUpdated(T resource, T before) {
        take(resource);
    }

    @Override
    public void onResourceDeleted(T resource) {
        index.remove(resource);
    }

    /** Field ownership is half of a small object, and nobody reads it here. */
    private void take(T resource) {
        resource.getMetadata().setManagedFields(List.of());
        index.put(resource);
    }

    @Override
    public Set<Void> getSecondaryResources(T primary) {
        return Set.of();
    }
}
