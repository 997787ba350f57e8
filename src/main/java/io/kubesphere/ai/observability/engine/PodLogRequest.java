package io.kubesphere.ai.observability.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What to read. Each line comes with its time in front.
 *
 * @param follow whether to go on while the container writes
 * @param previous whether to read the instance before the present one
 * @param since leaves out older lines; whole seconds count
 * @param lastLineOnly leaves out all lines but the last
 */
public record PodLogRequest(
        String namespace,
        String pod,
        String container,
        boolean follow,
        boolean previous,
        Optional<Instant> since,
        boolean lastLineOnly) {

    /** All that is there, without waiting for more. */
    public static PodLogRequest all(String namespace, String pod, String container) {
        return new PodLogRequest(namespace, pod, container, false, false, Optional.empty(), false);
    }

    public PodLogRequest following() {
        return new PodLogRequest(namespace, pod, container, true, previous, since, lastLineOnly);
    }

    public PodLogRequest ofPrevious(boolean wanted) {
        return new PodLogRequest(namespace, pod, container, follow, wanted, since, lastLineOnly);
    }

    public PodLogRequest since(Optional<Instant> time) {
        return new PodLogRequest(namespace, pod, container, follow, previous, time, lastLineOnly);
    }

    public PodLogRequest lastLine() {
        return new PodLogRequest(namespace, pod, container, follow, previous, since, true);
    }
}
