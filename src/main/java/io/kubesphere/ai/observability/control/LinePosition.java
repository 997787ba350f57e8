package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/** A place between two lines that are ordered by millisecond and id. */
record LinePosition(Instant time, String id) implements Comparable<LinePosition> {
    private static final Comparator<LinePosition> ORDER =
            Comparator.comparing(LinePosition::time).thenComparing(LinePosition::id);

    static LinePosition at(Instant time) {
        return new LinePosition(time.truncatedTo(ChronoUnit.MILLIS), "");
    }

    static LinePosition of(FoundLine line) {
        return new LinePosition(line.time().truncatedTo(ChronoUnit.MILLIS), line.id());
    }

    /** As a client tells it; a 400 when it is none of ours. */
    static LinePosition parse(String text) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var space = plain.indexOf(' ');
            return new LinePosition(
                    Instant.ofEpochMilli(Long.parseLong(plain.substring(0, space))), plain.substring(space + 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw Problem.badRequest(
                            "query",
                            List.of(Problem.Cause.invalid("lastEventId", "must be the id of an event of this stream")))
                    .because(wrong);
        }
    }

    String text() {
        var plain = time.toEpochMilli() + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    boolean isBefore(FoundLine line) {
        return compareTo(of(line)) < 0;
    }

    @Override
    public int compareTo(LinePosition other) {
        return ORDER.compare(this, other);
    }
}
