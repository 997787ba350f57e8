package io.kubesphere.ai.observability.engine;

/** A log being read. Both methods return at once and may be called from any thread. */
public interface PodLogConnection {

    /** Asks for one part more, when one was dealt with. Otherwise nothing is read but what the network's buffers hold. */
    void more();

    /** Gives up; the listener hears nothing any more, but for what is under way. */
    void close();
}
