package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.control.Instances.Instance;
import io.kubesphere.ai.observability.store.StreamKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** What can be read of an instance of a container now. */
@ApplicationScoped
class PodStates {
    private final RunPods pods;
    private final KubeObjects objects;

    PodStates(RunPods pods, KubeObjects objects) {
        this.pods = pods;
        this.objects = objects;
    }

    /** Whether a log can be read. */
    enum Availability {
        RUNNING,
        ENDED,
        PREVIOUS,
        /** The container was started more than once since; no node keeps that many. */
        REPLACED,
        /** Its pod is gone. */
        GONE,
        /** The pod does not say at the moment. */
        UNKNOWN
    }

    /** As the cache has it, but that a pod is gone is believed only the API server; throws a Problem when that is away. */
    Availability of(StreamKey key) {
        var cached = cached(key);
        if (cached != Availability.GONE) {
            return cached;
        }
        return objects.get(Pod.class, key.run().namespace(), key.pod())
                .filter(pod -> pod.getMetadata().getUid().equals(key.podUid()))
                .map(pod -> state(pod, key))
                .orElse(Availability.GONE);
    }

    /** As the cache has it. */
    Availability cached(StreamKey key) {
        return pods.find(key.run().namespace(), key.pod())
                .filter(pod -> pod.getMetadata().getUid().equals(key.podUid()))
                .map(pod -> state(pod, key))
                .orElse(Availability.GONE);
    }

    private static Availability state(Pod pod, StreamKey key) {
        return instance(pod, key)
                .map(instance -> switch (instance.state()) {
                    case RUNNING -> Availability.RUNNING;
                    case ENDED -> Availability.ENDED;
                    case PREVIOUS -> Availability.PREVIOUS;
                })
                .orElseGet(() -> isReplaced(pod, key) ? Availability.REPLACED : Availability.UNKNOWN);
    }

    /** When the instance ended, by the clock of its node; as the cache has it. */
    Optional<Instant> finish(StreamKey key) {
        return pods.find(key.run().namespace(), key.pod())
                .flatMap(pod -> instance(pod, key))
                .flatMap(Instance::finish);
    }

    private static Optional<Instance> instance(Pod pod, StreamKey key) {
        return Instances.of(pod).stream()
                .filter(instance -> instance.key().podUid().equals(key.podUid())
                        && instance.key().container().equals(key.container())
                        && instance.key().restart() == key.restart())
                .findFirst();
    }

    private static boolean isReplaced(Pod pod, StreamKey key) {
        var restarts = Instances.restarts(pod, key.container());
        return restarts.isPresent() && restarts.getAsInt() > key.restart() + 1;
    }
}
