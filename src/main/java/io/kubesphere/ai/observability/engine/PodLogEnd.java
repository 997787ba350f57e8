package io.kubesphere.ai.observability.engine;

/** How reading a log ended. */
public sealed interface PodLogEnd {

    /** By itself. That is no proof that all was read: when the node breaks off the API server ends its answer well. */
    record Finished() implements PodLogEnd {}

    /** The API server or the node had an answer that is no log. */
    record Refused(int status, String message) implements PodLogEnd {
        /** Whether it says that there is no such log, rather than that nobody can tell now. */
        public boolean isFinal() {
            return status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
        }
    }

    /** The connection did not come about, or broke. */
    record Broken(String cause) implements PodLogEnd {}
}
