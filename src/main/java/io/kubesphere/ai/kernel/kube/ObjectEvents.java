package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Kubernetes' events by the object that they are about; the API server keeps them for an hour. */
@Startup
@ApplicationScoped
public class ObjectEvents {
    /** Kind and name of the object, since a uid is missing in some. */
    static final String ABOUT = "involvedObject";

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final ObjectIndex<Event> events;

    @Inject
    ObjectEvents(Informers informers) {
        this.events = informers.index(Event.class, shape(), this::changed);
    }

    /** Over an index that somebody else fills, of this {@link #shape()}. */
    public ObjectEvents(ObjectIndex<Event> events) {
        this.events = events;
    }

    /** How events are indexed. */
    public static IndexShape<Event> shape() {
        return IndexShape.of(Event.class).filterable(ABOUT, event -> Optional.ofNullable(event.getInvolvedObject())
                .map(about -> about(about.getKind(), about.getName())));
    }

    /** Events about one object, oldest first. */
    public List<Event> about(String namespace, String kind, String name) {
        var term = new FieldSelector.Term(ABOUT, true, about(kind, name), false);
        var query = ListQuery.ALL.sortedBy(ListQuery.BY_CREATION, true).where(new FieldSelector(List.of(term)));
        return events.page(Scope.namespace(namespace), query).items();
    }

    private static String about(String kind, String name) {
        return kind + "/" + name;
    }

    /** Tells of each event that came or changed, from now on; {@code listener} must not block. */
    public void onChange(Consumer<Event> listener) {
        listeners.add(listener);
    }

    private void changed(Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
