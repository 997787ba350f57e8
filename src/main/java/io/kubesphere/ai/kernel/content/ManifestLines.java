package io.kubesphere.ai.kernel.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text of a manifest line by line, as bytes: two of them are told apart at the speed of memory. */
final class ManifestLines {
    private static final int READ_AT_ONCE = 1 << 18;

    private final InputStream text;
    private byte[] held = new byte[READ_AT_ONCE];
    private int from;
    private int to;
    private int end;
    private boolean ended;

    ManifestLines(InputStream text) {
        this.text = text;
    }

    /** Looks at the next line; false when there is none. */
    boolean hasLine() throws IOException {
        while (end == from) {
            end = behindLine(from);
            if (end == from && ended) {
                end = to;
                return to > from;
            }
            if (end == from) {
                readMore();
            }
        }
        return true;
    }

    private int behindLine(int start) {
        for (var i = start; i < to; i++) {
            if (held[i] == '\n') {
                return i + 1;
            }
        }
        return start;
    }

    private void readMore() throws IOException {
        System.arraycopy(held, from, held, 0, to - from);
        to -= from;
        end -= from;
        from = 0;
        if (to == held.length) {
            held = Arrays.copyOf(held, 2 * held.length);
        }
        var read = text.readNBytes(held, to, held.length - to);
        to += read;
        ended = read == 0;
    }

    /** The line that was looked at. */
    String line() {
        return new String(held, from, end - from, StandardCharsets.UTF_8);
    }

    void skip() {
        from = end;
    }

    /** Passes all lines that both have next and hold already; how many. */
    static long skipSame(ManifestLines left, ManifestLines right) {
        var most = Math.min(left.to - left.from, right.to - right.from);
        var differ = Arrays.mismatch(left.held, left.from, left.from + most, right.held, right.from, right.from + most);
        var same = left.pass(differ < 0 ? most : differ);
        right.from += same.bytes();
        right.end = right.from;
        return same.lines();
    }

    /** Whole lines. */
    private record Passed(long lines, int bytes) {}

    private Passed pass(int most) {
        var lines = 0L;
        var behind = from;
        for (var i = from; i < from + most; i++) {
            if (held[i] == '\n') {
                lines++;
                behind = i + 1;
            }
        }
        var passed = new Passed(lines, behind - from);
        from = behind;
        end = behind;
        return passed;
    }
}
