package io.kubesphere.ai.dataset;

import java.util.List;

/**
 * A large file that arrives in pieces, in any order and in parallel.
 *
 * @param pieceSize bytes of every piece but the last
 * @param pieces how many there are; they are numbered from 1
 * @param received numbers of those that are stored
 */
public record Piecewise(String id, String path, long size, long pieceSize, int pieces, List<Integer> received) {

    /** Bytes that the piece of this number has. */
    public long sizeOf(int number) {
        return number < pieces ? pieceSize : size - pieceSize * (pieces - 1L);
    }
}
