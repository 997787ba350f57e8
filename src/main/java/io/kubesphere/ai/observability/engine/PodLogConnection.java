package io.kubesphere.ai.observability.engine;

/** A log being read. Both methods return at once and may be called from any thread. */
public interface PodLogConnection {

    /** Asks for the next part. Until then nothing is read from the network but what its buffers hold. */
    void more();

    /** Gives up; the listener hears nothing any more, but for what is under way. */
    void close();
}
