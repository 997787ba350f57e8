package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The pods of everything that we run, of all modules; at most seconds old. */
@Startup
@ApplicationScoped
public class RunPods {
    private static final ListQuery ALL =
            ListQuery.ALL.page(1, Integer.MAX_VALUE).sortedBy(ListQuery.BY_NAME, true);

    private final List<Consumer<Pod>> listeners = new CopyOnWriteArrayList<>();
    private final ObjectIndex<Pod> pods;
    private final BooleanSupplier filled;

    @Inject
    RunPods(Informers informers) {
        this.filled = () -> !informers.waiting().contains(Pod.class.getSimpleName());
        this.pods = informers.labelled(Pod.class, Labels.RUN, IndexShape.of(Pod.class), this::changed);
    }

    /** Over an index that somebody else fills, and who then calls {@link #changed}. */
    public RunPods(ObjectIndex<Pod> pods) {
        this.pods = pods;
        this.filled = () -> true;
    }

    /** Whether the first list has arrived; before, an absent pod may exist. */
    public boolean isFilled() {
        return filled.getAsBoolean();
    }

    /** All pods of a run that exist, sorted by name; {@code uid} is that of the custom resource. */
    public List<Pod> of(String uid) {
        var requirement = new LabelSelector.Requirement(Labels.RUN_UID, LabelSelector.Operator.IN, Set.of(uid));
        var query = ALL.labelled(new LabelSelector(List.of(requirement)));
        return pods.page(Scope.everywhere(), query).items();
    }

    public Optional<Pod> find(String namespace, String name) {
        return pods.find(namespace, name);
    }

    /** Every pod of every run. */
    public List<Pod> all() {
        return pods.page(Scope.everywhere(), ALL).items();
    }

    /** Tells of each pod that came, changed or went, from now on; {@code listener} must not block. */
    public void onChange(Consumer<Pod> listener) {
        listeners.add(listener);
    }

    /** Passes on that a pod came, changed or went; for whoever fills the index. */
    public void changed(Pod pod) {
        listeners.forEach(listener -> listener.accept(pod));
    }
}
