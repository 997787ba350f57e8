package io.kubesphere.ai.overview;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.QueryTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which measure over which time; a value that exists is within bounds. */
public record HistoryQuery(Measure measure, Instant from, Instant to, Duration step) {
    private static final Duration LONGEST = Duration.ofDays(92);
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(15);
    private static final Duration DEFAULT = Duration.ofHours(6);
    private static final int MOST_POINTS = 2000;
    private static final int USUAL_POINTS = 240;

    /** The parameters as they came; absent ones mean the last hours, in as many steps as a chart shows. */
    public record Wanted(Optional<String> measure, Optional<String> from, Optional<String> to, Optional<String> step) {

        /** Checked; a 400 names every parameter that is wrong. */
        public HistoryQuery at(Instant now) {
            var faults = new ArrayList<Problem.Cause>();
            var chosen = measure.flatMap(name -> named(name, faults)).orElse(Measure.CPU);
            var end = to.flatMap(text -> QueryTimes.time("to", text, faults)).orElse(now);
            var start =
                    from.flatMap(text -> QueryTimes.time("from", text, faults)).orElse(end.minus(DEFAULT));
            QueryTimes.range(start, end, LONGEST, faults);
            var span = faults.isEmpty() ? Duration.between(start, end) : DEFAULT;
            var pace = step.flatMap(text -> pace(text, span, faults)).orElse(usual(span));
            if (!faults.isEmpty()) {
                throw Problem.badRequest("query", faults);
            }
            return new HistoryQuery(chosen, aligned(start, pace), aligned(end, pace), pace);
        }
    }

    /** To whole steps, so that who looks again sees the same points, and who looks at the same time the same chart. */
    private static Instant aligned(Instant time, Duration step) {
        var seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
    }

    private static Duration usual(Duration span) {
        var step = Duration.ofSeconds(Math.floorDiv(span.toSeconds(), USUAL_POINTS));
        return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
    }

    private static Optional<Measure> named(String name, List<Problem.Cause> faults) {
        var found = Arrays.stream(Measure.values())
                .filter(measure -> measure.wireName().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            var possible =
                    Arrays.stream(Measure.values()).map(Measure::wireName).collect(Collectors.joining(", "));
            faults.add(Problem.Cause.notSupported("measure", "must be one of " + possible));
        }
        return found;
    }

    private static Optional<Duration> pace(String text, Duration span, List<Problem.Cause> faults) {
        if (!text.matches("[1-9]\\d{0,6}s")) {
            faults.add(Problem.Cause.invalid("step", "must be whole seconds such as 60s"));
            return Optional.empty();
        }
        var step = Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        if (step.compareTo(SHORTEST_STEP) < 0) {
            faults.add(Problem.Cause.invalid("step", "must be at least " + SHORTEST_STEP.toSeconds() + "s"));
        } else if (span.dividedBy(step) > MOST_POINTS) {
            faults.add(Problem.Cause.invalid(
                    "step", "must be at least " + (span.toSeconds() / MOST_POINTS + 1) + "s for this range"));
        }
        return Optional.of(step);
    }
}
