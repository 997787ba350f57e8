package io.kubesphere.ai.observability.store;

/**
 * The right to append to a stream. Every new claim has a higher epoch, and whoever holds an older one can change nothing
 * any more, however long it slept.
 *
 * @param lines archived when it was claimed, and {@code chunks} in how many chunks
 */
public record Claim(long stream, StreamKey key, int epoch, long lines, int chunks) {}
