package io.kubesphere.ai.kernel.kapi.http;

import java.io.Closeable;
import java.io.IOException;

/** Where a producer puts its events. */
public interface EventSink {

    /** Sends one event; blocks while the client reads slower than we write. Throws once the client has gone. */
    void send(ServerEvent event) throws IOException;

    /** Closes the source as soon as the client goes, e.g. a log connection on which the producer is waiting. */
    void closeWithClient(Closeable source);

    boolean isOpen();
}
