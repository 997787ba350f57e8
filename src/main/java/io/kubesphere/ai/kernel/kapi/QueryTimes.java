package io.kubesphere.ai.kernel.kapi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the times of a question and notes what is wrong with them. */
public final class QueryTimes {
    private QueryTimes() {}

    /** A time by RFC 3339; empty, and a fault more, for what is none. */
    public static Optional<Instant> time(String field, String text, List<Problem.Cause> faults) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException wrong) {
            faults.add(Problem.Cause.invalid(field, "must be a time such as 2026-01-31T08:00:00Z"));
            return Optional.empty();
        }
    }

    /** That {@code from} is before {@code to}, and not too long before; nothing is said on top of other faults. */
    public static void range(Instant from, Instant to, Duration longest, List<Problem.Cause> faults) {
        if (!faults.isEmpty()) {
            return;
        }
        if (!from.isBefore(to)) {
            faults.add(Problem.Cause.invalid("from", "must be before to"));
        } else if (Duration.between(from, to).compareTo(longest) > 0) {
            faults.add(Problem.Cause.invalid("from", "must be at most " + longest.toDays() + " days before to"));
        }
    }
}
