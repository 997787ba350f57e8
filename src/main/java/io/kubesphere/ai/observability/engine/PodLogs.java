package io.kubesphere.ai.observability.engine;

/** Logs of containers that a node still has. */
public interface PodLogs {

    /** Begins to read; returns at once. The listener gets the first part unasked, each other one after {@code more}. */
    PodLogConnection open(PodLogRequest request, PodLogListener listener);
}
