package io.kubesphere.ai.standalone.runner.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** All objects of a kind as the watch has brought them, a moment behind the API server. Nobody may change them. */
public final class Watched<T extends HasMetadata> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watched.class);
    private static final String UID = "uid";

    private final SharedIndexInformer<T> informer;
    private final String kind;

    Watched(String kind, SharedIndexInformer<T> informer) {
        this.kind = kind;
        this.informer = informer;
        informer.addIndexers(Map.of(UID, object -> List.of(object.getMetadata().getUid())));
        informer.exceptionHandler((started, failure) -> {
            LOG.debugf("list or watch failed, trying again kind=%s cause=%s", kind, failure.getMessage());
            return true;
        });
    }

    /** Tells of each object that came, changed or went, in the state it had last. */
    public void onChange(Consumer<T> changed) {
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                changed.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                changed.accept(object);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                changed.accept(object);
            }
        });
    }

    /** Comes back once the first list has arrived. */
    void start(Duration patience) {
        try {
            informer.start().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(kind + " were not listed", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new CompletionException(kind + " were not listed", e);
        }
    }

    public List<T> all() {
        return informer.getStore().list();
    }

    /**
     * Whoever changes is out of the client's index for a moment ({@code CacheImpl.updateIndices} takes it out and puts it
     * in again), so that only the store can tell that an object is gone; a kubelet that believed the index would end a pod.
     */
    public Optional<T> withUid(String uid) {
        return informer.getIndexer().byIndex(UID, uid).stream().findFirst().or(() -> all().stream()
                .filter(object -> uid.equals(object.getMetadata().getUid()))
                .findFirst());
    }

    public Optional<T> named(String namespace, String name) {
        return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
