package io.kubesphere.ai.observability;

import java.io.Closeable;
import java.util.List;

/** Lines as they come, for one thread; {@code close} may come from another and ends a wait. */
public interface LineTail extends Closeable {

    /** What has come since, in the order of time; waits until there is something. Empty once nothing more can come. */
    List<FoundLine> next() throws InterruptedException;

    /** Where to go on behind a line that {@code next} has answered. */
    String cursor(FoundLine line);

    @Override
    void close();
}
