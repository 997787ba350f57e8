package io.kubesphere.ai.standalone.ksapiserver.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The informers behind the shelves. */
public final class Watches implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watches.class);
    private static final long PAGE = 1000;
    private static final long START_SECONDS = 60;

    private final KubernetesClient client;
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers = new ArrayList<>();

    public Watches(KubernetesClient client) {
        this.client = client;
    }

    /** A shelf that is empty until {@link #start}. */
    public <V> Shelf<V> shelf(ResourceKind kind, Function<ObjectNode, V> parse, Function<V, Set<String>> tags) {
        return shelf(kind, parse, tags, arrived -> {});
    }

    public <V> Shelf<V> shelf(ResourceKind kind, Function<ObjectNode, V> parse) {
        return shelf(kind, parse, value -> Set.of());
    }

    /** The same, telling {@code arrived} on a thread of its own of every object that came or changed; it may block. */
    public <V> Shelf<V> shelf(
            ResourceKind kind, Function<ObjectNode, V> parse, Function<V, Set<String>> tags, Consumer<V> arrived) {
        var shelf = new Shelf<>(kind, parse, tags);
        var informer = client.genericKubernetesResources(kind.context())
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(shelf);
        informer.addEventHandler(new Arrivals<>(shelf, arrived));
        informer.exceptionHandler((started, failure) -> retry(kind, failure));
        informers.add(informer);
        return shelf;
    }

    /** Fills all shelves and keeps them up to date from then on. */
    public void start() {
        var starting = informers.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(starting)
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }

    private static boolean retry(ResourceKind kind, Throwable failure) {
        LOG.warnf("list or watch failed, trying again kind=%s cause=%s", kind.kind(), failure.getMessage());
        return true;
    }

    private record Arrivals<V>(Shelf<V> shelf, Consumer<V> arrived)
            implements ResourceEventHandler<GenericKubernetesResource> {
        @Override
        public void onAdd(GenericKubernetesResource object) {
            tell(object);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
            tell(object);
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
            // whoever looks finds the shelf without it
        }

        private void tell(GenericKubernetesResource object) {
            shelf.find(shelf.getKey(object)).ifPresent(arrived);
        }
    }
}
