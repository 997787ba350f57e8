package io.kubesphere.ai.kernel.storage;

/**
 * Bytes {@code offset} to {@code offset + length - 1} of an object; what lies behind its end is left out.
 *
 * @param length at least 1
 */
public record ByteRange(long offset, long length) {
    public ByteRange {
        if (offset < 0 || length < 1) {
            throw new IllegalArgumentException("no range: " + offset + "+" + length);
        }
    }

    public long last() {
        return offset + length - 1;
    }
}
