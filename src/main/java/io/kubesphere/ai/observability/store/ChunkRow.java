package io.kubesphere.ai.observability.store;

/**
 * An archived chunk.
 *
 * @param firstLine number of its first line
 * @param content bytes as the program wrote them
 * @param stored bytes of the object
 */
public record ChunkRow(
        long stream,
        int seq,
        long firstLine,
        int lines,
        ChunkBuffer.Times times,
        long content,
        int stored,
        String key) {

    /** Number of its last line. */
    public long lastLine() {
        return firstLine + lines - 1;
    }
}
