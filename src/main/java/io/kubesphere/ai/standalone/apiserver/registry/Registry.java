package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.merge.Ownership;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** The door to objects: reads and checked writes. Every write has reached the state file when its method returns. */
public final class Registry {

    private final Store store;
    private final Clock clock;
    private final Creation creation;
    private final Updating updating;
    private final Applying applying;
    private final Deletion deletion;

    public Registry(Store store, Clock clock) {
        var vetting = new Vetting(new Strategies(clock));
        var ownership = new Ownership(clock);
        this.store = store;
        this.clock = clock;
        this.creation = new Creation(store, vetting, ownership, clock);
        this.updating = new Updating(store, vetting, ownership);
        this.applying = new Applying(store, creation, updating, ownership);
        this.deletion = new Deletion(store, clock);
    }

    /** Starts what goes on behind the requests: garbage collection, emptying of namespaces, service accounts, old events. */
    public Cascades startCascades(Catalog catalog) {
        var cascades = new Cascades(
                new EventExpiry(store, clock),
                new GarbageCollector(store, deletion),
                new ContentCleaner(store, catalog, deletion),
                new DefaultAccounts(store, catalog, creation));
        cascades.start(store);
        return cascades;
    }

    public Stored get(Target target) {
        return store.get(target.place())
                .orElseThrow(() -> ApiError.notFound(target.resource().id(), target.name()));
    }

    public Outcome create(Target target, ObjectNode body, WriteOptions options) {
        return durable(creation.create(target, body, options));
    }

    /** Changes one facet of an object; the function gets the live state and answers the wanted one. */
    public Outcome update(Target target, Facet facet, UnaryOperator<ObjectNode> change, WriteOptions options) {
        return durable(updating.update(target, Updating.Change.of(facet, change), options));
    }

    public Outcome apply(Target target, Facet facet, ObjectNode body, WriteOptions options) {
        return durable(applying.apply(target, facet, body, options));
    }

    /** The object while something holds it back, a Status once it is gone. */
    public ObjectNode delete(Target target, DeleteOptions options) {
        return durable(deletion.delete(target, options));
    }

    private <T> T durable(T answer) {
        store.awaitDurable();
        return answer;
    }
}
