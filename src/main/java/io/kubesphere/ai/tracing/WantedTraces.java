package io.kubesphere.ai.tracing;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.QueryTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parameters of a query and gathers what is wrong with them. */
final class WantedTraces {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 256;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "us", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS);

    private final TraceQuery.Wanted wanted;
    private final Instant now;
    private final Duration longest;
    private final List<Problem.Cause> faults = new ArrayList<>();

    WantedTraces(TraceQuery.Wanted wanted, Instant now, Duration longest) {
        this.wanted = wanted;
        this.now = now;
        this.longest = longest;
    }

    TraceQuery query() {
        wanted.service().ifPresent(text -> checkName("service", text));
        wanted.operation().ifPresent(text -> checkName("operation", text));
        wanted.application().ifPresent(text -> checkLabel("application", text));
        wanted.run().ifPresent(text -> checkLabel("run", text));
        var atLeast = wanted.minDuration().flatMap(text -> duration("minDuration", text));
        var atMost = wanted.maxDuration().flatMap(text -> duration("maxDuration", text));
        if (atLeast.isPresent() && atMost.isPresent() && atLeast.get().compareTo(atMost.get()) > 0) {
            invalid("minDuration", "must not be more than maxDuration");
        }
        var to =
                wanted.to().flatMap(text -> QueryTimes.time("to", text, faults)).orElse(now);
        var from = wanted.from()
                .flatMap(text -> QueryTimes.time("from", text, faults))
                .orElse(to.minus(USUAL));
        checkRange(from, to);
        var failed = failed();
        var limit = limit();
        if (!faults.isEmpty()) {
            throw Problem.badRequest("query", faults);
        }
        return new TraceQuery(
                wanted.service(),
                wanted.operation(),
                wanted.application(),
                wanted.run(),
                atLeast,
                atMost,
                failed,
                from,
                to,
                limit);
    }

    private void invalid(String field, String message) {
        faults.add(Problem.Cause.invalid(field, message));
    }

    private void checkName(String field, String text) {
        if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            invalid(field, "must be at most 256 characters without control characters");
        }
    }

    private void checkLabel(String field, String text) {
        if (!LABEL.matcher(text).matches()) {
            invalid(field, "must be the value of a label: at most 63 letters, digits, '-', '_' and '.'");
        }
    }

    private Optional<Duration> duration(String field, String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            invalid(field, "must be a whole number with us, ms, s, m or h, such as 250ms");
            return Optional.empty();
        }
        return Optional.of(Duration.of(Long.parseLong(match.group(1)), UNITS.get(match.group(2))));
    }

    private void checkRange(Instant from, Instant to) {
        if (faults.stream().anyMatch(fault -> List.of("from", "to").contains(fault.field()))) {
            return;
        }
        if (to.isBefore(Instant.EPOCH) || to.isAfter(now.plus(longest))) {
            invalid("to", "must be a time of our days");
        } else if (!from.isBefore(to)) {
            invalid("from", "must be before to");
        } else if (Duration.between(from, to).compareTo(longest) > 0) {
            invalid("from", "must be at most " + longest.toHours() + " hours before to");
        }
    }

    private boolean failed() {
        var text = wanted.error().orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(Problem.Cause.notSupported("error", "must be true or false"));
        }
        return text.equals("true");
    }

    private int limit() {
        var text = wanted.limit().orElse(Integer.toString(USUAL_LIMIT));
        var limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            invalid("limit", "must be 1 to " + MOST);
        }
        return limit;
    }
}
