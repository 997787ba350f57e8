package io.kubesphere.ai.observability;

import java.io.Closeable;
import java.util.Optional;

/** A log being read, by one thread; {@code close} may come from another and ends a wait. */
public interface LogTail extends Closeable {

    /** The next line or gap, waiting for it where the log is followed; empty at the end. */
    Optional<LogEvent> next() throws InterruptedException;

    /** Opaque: where to go on behind what {@code next} has answered. */
    String cursor();

    /** After the end: whether it was the end of the log, rather than of what one call may read. */
    boolean isAtEnd();

    @Override
    void close();
}
