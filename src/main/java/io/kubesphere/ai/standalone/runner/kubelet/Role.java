package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Container;

/** A container's part in its pod. */
enum Role {
    /** Runs to its end before the next one starts. */
    INIT,
    /** Starts among the init containers and stays until the main containers have ended (KEP-753). */
    SIDECAR,
    MAIN;

    static Role ofInit(Container container) {
        return "Always".equals(container.getRestartPolicy()) ? SIDECAR : INIT;
    }

    boolean restartsAfter(String podPolicy, boolean success) {
        return switch (this) {
            case SIDECAR -> true;
            case INIT -> !success && !podPolicy.equals("Never");
            case MAIN -> podPolicy.equals("Always") || (podPolicy.equals("OnFailure") && !success);
        };
    }
}
