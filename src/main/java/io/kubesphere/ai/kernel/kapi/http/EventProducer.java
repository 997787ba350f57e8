package io.kubesphere.ai.kernel.kapi.http;

import java.io.IOException;

/** Writes a stream's events, one after the other, on a thread of its own; it may block as long as it likes. */
@FunctionalInterface
public interface EventProducer {

    /**
     * Returns when there is nothing more to say; the client then gets an {@code end} event. When the client goes away
     * the thread is interrupted and the next send throws. A Problem reaches the client as an {@code error} event.
     */
    void produce(EventSink sink) throws IOException, InterruptedException;
}
