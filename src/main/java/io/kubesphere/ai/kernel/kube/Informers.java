package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps an index of every kind that somebody lists. An API server that is down is waited for in the background; until
 * the first list has arrived an index is empty and the service not ready.
 */
@ApplicationScoped
public class Informers {
    private static final Logger LOG = Logger.getLogger(Informers.class);

    /** In one piece, 50,000 objects would take longer than a request may. */
    public static final long PAGE = 1000;

    private final KubernetesClient client;
    private final Map<String, SharedIndexInformer<?>> informers = new ConcurrentHashMap<>();

    Informers(KubernetesClient client) {
        this.client = client;
    }

    /** An index of all objects of a kind in all namespaces, fed from now on; call once per kind, from a CDI producer. */
    public <T extends HasMetadata> ObjectIndex<T> index(Class<T> kind, IndexShape<T> shape) {
        return index(kind, shape, changed -> {});
    }

    /** The same, telling {@code changed} every object that came, changed or went, after the index has it. */
    public <T extends HasMetadata> ObjectIndex<T> index(Class<T> kind, IndexShape<T> shape, Consumer<T> changed) {
        var all = client.resources(kind).inAnyNamespace();
        return start(kind.getSimpleName(), all.withLimit(PAGE).runnableInformer(0), shape, changed);
    }

    /** The same for objects that carry a label, whatever its value; of a cluster's pods few are ours. */
    public <T extends HasMetadata> ObjectIndex<T> labelled(
            Class<T> kind, String label, IndexShape<T> shape, Consumer<T> changed) {
        var ours = client.resources(kind).inAnyNamespace().withLabel(label);
        return start(kind.getSimpleName(), ours.withLimit(PAGE).runnableInformer(0), shape, changed);
    }

    /** An index of a kind that we have no class for; the cluster must serve it. An empty label takes all objects. */
    public ObjectIndex<GenericKubernetesResource> generic(
            String apiVersion, String kind, String label, Consumer<GenericKubernetesResource> changed) {
        var all = client.genericKubernetesResources(apiVersion, kind).inAnyNamespace();
        var informer = label.isEmpty()
                ? all.withLimit(PAGE).runnableInformer(0)
                : all.withLabel(label).withLimit(PAGE).runnableInformer(0);
        return start(kind + "." + apiVersion, informer, IndexShape.of(GenericKubernetesResource.class), changed);
    }

    /**
     * Tells of all objects of a kind without keeping them: of each only its identity stays here, so a hundred thousand pods
     * cost what their listener remembers of them.
     *
     * @param purpose tells two listeners of a kind apart
     */
    public <T extends HasMetadata> void traced(Class<T> kind, String purpose, Tracks<T> store, Trace<T> listener) {
        var informer = client.resources(kind).inAnyNamespace().withLimit(PAGE).runnableInformer(0);
        var name = kind.getSimpleName() + " (" + purpose + ")";
        informer.itemStore(store).removeNamespaceIndex().addEventHandler(new TraceFeed<>(listener));
        informer.exceptionHandler((started, failure) -> retry(name, failure));
        if (informers.putIfAbsent(name, informer) != null) {
            throw new IllegalStateException(name + " is traced twice");
        }
        var unused = informer.start();
    }

    private <T extends HasMetadata> ObjectIndex<T> start(
            String name, SharedIndexInformer<T> informer, IndexShape<T> shape, Consumer<T> changed) {
        var index = shape.build();
        informer.addEventHandler(new Feed<>(index, changed));
        informer.exceptionHandler((started, failure) -> retry(name, failure));
        if (informers.putIfAbsent(name, informer) != null) {
            throw new IllegalStateException(name + " is indexed twice");
        }
        var unused = informer.start();
        return index;
    }

    /** Kinds whose first list has not arrived yet. */
    public List<String> waiting() {
        return informers.entrySet().stream()
                .filter(informer -> !informer.getValue().hasSynced())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @PreDestroy
    void stop() {
        informers.values().forEach(SharedIndexInformer::stop);
    }

    private static boolean retry(String kind, Throwable failure) {
        LOG.warnf("list or watch failed, trying again kind=%s cause=%s", kind, failure.getMessage());
        return true;
    }

    /** Whoever is told of objects; one call at a time. */
    public interface Trace<T> {
        /** It came or changed. */
        void seen(T object);

        /** It went; only its metadata is certain to be there. */
        void gone(T object);
    }

    private record TraceFeed<T extends HasMetadata>(Trace<T> listener) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            listener.seen(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            listener.seen(object);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            listener.gone(object);
        }
    }

    /** Carries events from an informer into an index. */
    private record Feed<T extends HasMetadata>(ObjectIndex<T> index, Consumer<T> changed)
            implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            take(object);
        }

        @Override
        public void onUpdate(T before, T object) {
            take(object);
        }

        /** Field ownership is half of a small object, and nobody reads it here; the API server keeps its own. */
        private void take(T object) {
            object.getMetadata().setManagedFields(List.of());
            index.put(object);
            changed.accept(object);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            index.remove(object);
            changed.accept(object);
        }
    }
}
