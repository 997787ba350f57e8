package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.control.Instances.Instance;
import io.kubesphere.ai.observability.store.StreamKey;
import io.kubesphere.ai.observability.store.StreamStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Makes every started container of every run known, once. All replicas do it; the first one wins. */
@ApplicationScoped
class Registrar {
    private static final int AT_ONCE = 500;

    private final RunPods pods;
    private final StreamStore streams;
    private final Map<String, Pod> changed = new ConcurrentHashMap<>();
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    private record Known(String podUid, String container, int restart) {
        static Known of(StreamKey key) {
            return new Known(key.podUid(), key.container(), key.restart());
        }
    }

    Registrar(RunPods pods, StreamStore streams) {
        this.pods = pods;
        this.streams = streams;
    }

    /** A pod came, changed or went. */
    void changed(Pod pod) {
        changed.put(pod.getMetadata().getUid(), pod);
    }

    /** Takes all pods for changed, for an event that was lost. */
    void everythingChanged() {
        var all = pods.all();
        all.forEach(this::changed);
        var there = all.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
        known.removeIf(stream -> !there.contains(stream.podUid()));
    }

    /** Registers what has started in pods that have changed; when that fails it is made good by the next call. */
    void register() {
        while (!changed.isEmpty()) {
            var some = changed.values().stream().limit(AT_ONCE).toList();
            some.forEach(pod -> changed.remove(pod.getMetadata().getUid(), pod));
            try {
                register(some);
            } catch (Problem away) {
                some.forEach(pod -> changed.putIfAbsent(pod.getMetadata().getUid(), pod));
                throw away;
            }
        }
    }

    private void register(List<Pod> some) {
        var fresh = some.stream()
                .flatMap(pod -> Instances.of(pod).stream())
                .map(Instance::key)
                .filter(key -> !known.contains(Known.of(key)))
                .toList();
        if (!fresh.isEmpty()) {
            streams.register(fresh);
            fresh.forEach(key -> known.add(Known.of(key)));
        }
    }
}
