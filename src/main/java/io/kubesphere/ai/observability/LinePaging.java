package io.kubesphere.ai.observability;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which page, and in which order.
 *
 * @param cursor that the page before has given; empty for the first
 */
public record LinePaging(boolean ascending, int limit, Optional<String> cursor) {
    public static final int MOST = 1000;
    private static final int LONGEST_CURSOR = 16_384;

    public static LinePaging newest(int limit) {
        return new LinePaging(false, limit, Optional.empty());
    }

    public static LinePaging oldest(int limit) {
        return new LinePaging(true, limit, Optional.empty());
    }

    /** As it came; a 400 names what is wrong. */
    public static LinePaging of(String order, String limit, Optional<String> cursor) {
        if (!Set.of("asc", "desc").contains(order)) {
            throw wrong(Problem.Cause.notSupported("order", "must be asc or desc"));
        }
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw wrong(Problem.Cause.invalid("limit", "must be from 1 to " + MOST));
        }
        if (cursor.filter(text -> text.length() > LONGEST_CURSOR).isPresent()) {
            throw wrongCursor();
        }
        return new LinePaging(order.equals("asc"), Integer.parseInt(limit), cursor);
    }

    /** The cursor is none that we have given for this question. */
    public static Problem wrongCursor() {
        return wrong(Problem.Cause.invalid("cursor", "must be the next of an answer to the same question"));
    }

    public LinePaging behind(String next) {
        return new LinePaging(ascending, limit, Optional.of(next));
    }

    private static Problem wrong(Problem.Cause cause) {
        return Problem.badRequest("query", List.of(cause));
    }
}
