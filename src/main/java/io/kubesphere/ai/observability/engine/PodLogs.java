package io.kubesphere.ai.observability.engine;

/** Logs of containers that a node still has. */
public interface PodLogs {

    /** Begins to read; returns at once. The listener gets a few parts unasked, and one more for each {@code more}. */
    PodLogConnection open(PodLogRequest request, PodLogListener listener);
}
