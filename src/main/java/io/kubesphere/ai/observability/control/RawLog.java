package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.store.LogRecord;
import java.io.InputStream;

/** The archived bytes of a stream as the program wrote them; holds one chunk in memory. */
final class RawLog extends InputStream {
    private final StreamCursor cursor;
    private byte[] line = new byte[1024];
    private int at;
    private int end;

    RawLog(StreamCursor cursor) {
        this.cursor = cursor;
    }

    @Override
    public int read() {
        return hasBytes() ? line[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int most) {
        var copied = 0;
        while (copied < most && hasBytes()) {
            var size = Math.min(most - copied, end - at);
            System.arraycopy(line, at, buffer, from + copied, size);
            at += size;
            copied += size;
        }
        return copied == 0 && most > 0 ? -1 : copied;
    }

    private boolean hasBytes() {
        while (at == end) {
            if (!cursor.hasNext()) {
                return false;
            }
            cursor.nextLine().ifPresent(this::take);
            cursor.pass();
        }
        return true;
    }

    private void take(LogRecord next) {
        if (line.length <= next.length()) {
            line = new byte[Math.max(next.length() + 1, 2 * line.length)];
        }
        next.copyTo(line, 0);
        at = 0;
        end = next.length();
        if (next.ended()) {
            line[end] = '\n';
            end++;
        }
    }
}
