package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.Tracks;
import io.kubesphere.ai.overview.PodName;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All machines and all pods that hold something, as little of each as the page needs; at most seconds old. */
@Startup
@ApplicationScoped
class ClusterCache {
    private static final String PURPOSE = "overview";

    private final Map<String, MachineView> machines = new ConcurrentHashMap<>();
    private final Map<PodName, PodView> pods = new ConcurrentHashMap<>();

    @Inject
    ClusterCache(Informers informers) {
        informers.traced(Node.class, PURPOSE, new Tracks<>(Node::new), new Machines());
        informers.traced(Pod.class, PURPOSE, new Tracks<>(Pod::new), new Pods());
    }

    /** Filled by somebody else. */
    ClusterCache() {}

    Collection<MachineView> machines() {
        return machines.values();
    }

    Collection<PodView> pods() {
        return pods.values();
    }

    Informers.Trace<Node> machineTrace() {
        return new Machines();
    }

    Informers.Trace<Pod> podTrace() {
        return new Pods();
    }

    private final class Machines implements Informers.Trace<Node> {
        @Override
        public void seen(Node node) {
            machines.put(node.getMetadata().getName(), MachineView.of(node));
        }

        @Override
        public void gone(Node node) {
            machines.remove(node.getMetadata().getName());
        }
    }

    private final class Pods implements Informers.Trace<Pod> {
        @Override
        public void seen(Pod pod) {
            PodView.of(pod).ifPresentOrElse(view -> pods.put(view.name(), view), () -> gone(pod));
        }

        /** A pod of the same name may have taken its place already. */
        @Override
        public void gone(Pod pod) {
            var meta = pod.getMetadata();
            pods.computeIfPresent(
                    new PodName(meta.getNamespace(), meta.getName()),
                    (name, held) -> held.uid().equals(meta.getUid()) ? null : held);
        }
    }
}
