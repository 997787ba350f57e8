package io.kubesphere.ai.observability.engine.loki;

import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page ended: the nanosecond at which the next one begins, and the range of the first page. It grants nothing, since the next page
 * asks for the same projects again.
 */
record LokiCursor(long at, long from, long to) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + from + " " + to).getBytes(StandardCharsets.UTF_8));
    }

    static LokiCursor of(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            var cursor = new LokiCursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            if (cursor.from >= cursor.to || cursor.to - cursor.from > LineFilter.LONGEST.toNanos()) {
                throw LinePaging.wrongCursor();
            }
            return cursor;
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw LinePaging.wrongCursor().because(wrong);
        }
    }
}
