package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Where a page ended, as text that a client gives back. It grants nothing: the next page asks for the same projects again.
 *
 * @param pit the point in time that pages are of; empty while none is needed
 * @param time sort value of the last line
 * @param given lines of that very time, in the order of the point in time, that were given already
 * @param seen ids of lines of that very time that were given already, where there is no point in time
 * @param from range of the first page, which may have been relative to its time; {@code to} likewise
 * @param question mark of the question, so that no cursor is used for another one
 */
record PageCursor(String pit, long time, int given, Set<String> seen, long from, long to, long question) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String text() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(this));
        } catch (IOException impossible) {
            throw LinePaging.wrongCursor().because(impossible);
        }
    }

    static PageCursor of(String text, long question) {
        var cursor = of(text);
        if (cursor.question != question
                || cursor.given < 0
                || cursor.pit == null
                || cursor.seen == null
                || !cursor.isBounded()) {
            throw LinePaging.wrongCursor();
        }
        return cursor;
    }

    private boolean isBounded() {
        return from < to && to - from <= LineFilter.LONGEST.toMillis();
    }

    /** The selection as it was asked for first. */
    LineSelection of(LineSelection what) {
        return new LineSelection(
                what.projects(), what.filter().between(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)));
    }

    static PageCursor start(LineSelection what, long question) {
        var filter = what.filter();
        return new PageCursor(
                "", 0, 0, Set.of(), filter.from().toEpochMilli(), filter.to().toEpochMilli(), question);
    }

    PageCursor in(String point) {
        return new PageCursor(point, time, given, seen, from, to, question);
    }

    PageCursor behind(long lastTime, int already, Set<String> ids) {
        return new PageCursor(pit, lastTime, already, ids, from, to, question);
    }

    static PageCursor of(String text) {
        try {
            return JSON.readValue(Base64.getUrlDecoder().decode(text), PageCursor.class);
        } catch (IOException | IllegalArgumentException wrong) {
            throw LinePaging.wrongCursor().because(wrong);
        }
    }

    /** The end of a range that was not given moves with the clock, so times do not count. */
    static long question(LineSelection what, boolean ascending) {
        var filter = what.filter();
        var sum = new CRC32C();
        var text = what.projects().map(names -> names.stream().sorted().toList()) + "|" + filter.application() + "|"
                + filter.run() + "|" + filter.pod() + "|" + filter.container() + "|" + filter.level() + "|"
                + filter.text() + "|" + ascending;
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
