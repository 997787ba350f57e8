package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.LogProgress;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.store.StreamKey;
import io.kubesphere.ai.observability.store.StreamStore;
import io.kubesphere.ai.observability.store.StreamStore.Progress;
import jakarta.enterprise.context.ApplicationScoped;

/** How far the archive is with runs: what is known of streams, and whether the pods have any that are not known yet. */
@ApplicationScoped
class RunProgress {
    private final RunPods pods;
    private final StreamStore streams;

    RunProgress(RunPods pods, StreamStore streams) {
        this.pods = pods;
        this.streams = streams;
    }

    LogProgress of(RunRef run) {
        var known = streams.progress(run);
        var complete = known.streams().stream().allMatch(StreamStore.Seen::complete);
        return new LogProgress(complete && pods.isFilled() && isKnown(run, known), known.newestSeen());
    }

    private boolean isKnown(RunRef run, Progress known) {
        return pods.of(run.uid()).stream()
                .filter(pod -> pod.getMetadata().getNamespace().equals(run.namespace()))
                .flatMap(pod -> Instances.of(pod).stream())
                .allMatch(instance -> isAmong(instance.key(), known));
    }

    private static boolean isAmong(StreamKey key, Progress known) {
        return known.streams().stream()
                .anyMatch(stream -> stream.podUid().equals(key.podUid())
                        && stream.container().equals(key.container())
                        && stream.restart() == key.restart());
    }
}
