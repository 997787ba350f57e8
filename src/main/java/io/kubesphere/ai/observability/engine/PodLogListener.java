package io.kubesphere.ai.observability.engine;

import java.nio.ByteBuffer;
import java.util.List;

/** Gets the log. Called from the network's threads, one call at a time: it must not block. */
public interface PodLogListener {

    /** Some bytes; they may be kept. */
    void part(List<ByteBuffer> bytes);

    /** The last call. */
    void ended(PodLogEnd end);
}
