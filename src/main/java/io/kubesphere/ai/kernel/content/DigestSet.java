package io.kubesphere.ai.kernel.content;

/**
 * Many digests in little memory: 16 bytes each, a third of the slots free. Keeps the first 128 bits, which no two
 * contents will share by chance.
 */
public final class DigestSet {
    private static final int LEAST = 1024;

    private long[] high = new long[LEAST];
    private long[] low = new long[LEAST];
    private int size;

    public boolean add(Digest digest) {
        if (size * 3L >= high.length * 2L) {
            grow();
        }
        return insert(first(digest), second(digest));
    }

    public boolean contains(Digest digest) {
        var slot = slot(first(digest), second(digest));
        return high[slot] != 0 || low[slot] != 0;
    }

    public int size() {
        return size;
    }

    private boolean insert(long a, long b) {
        var slot = slot(a, b);
        if (high[slot] != 0 || low[slot] != 0) {
            return false;
        }
        high[slot] = a;
        low[slot] = b;
        size++;
        return true;
    }

    /** Where the pair is, or where it belongs. */
    private int slot(long a, long b) {
        var mask = high.length - 1;
        var slot = (int) a & mask;
        while ((high[slot] != 0 || low[slot] != 0) && (high[slot] != a || low[slot] != b)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldHigh = high;
        var oldLow = low;
        high = new long[oldHigh.length * 2];
        low = new long[oldLow.length * 2];
        size = 0;
        for (var i = 0; i < oldHigh.length; i++) {
            if (oldHigh[i] != 0 || oldLow[i] != 0) {
                insert(oldHigh[i], oldLow[i]);
            }
        }
    }

    private static long first(Digest digest) {
        return Long.parseUnsignedLong(digest.hex(), 0, 16, 16);
    }

    private static long second(Digest digest) {
        return Long.parseUnsignedLong(digest.hex(), 16, 32, 16);
    }
}
