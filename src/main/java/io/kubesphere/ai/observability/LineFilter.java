package io.kubesphere.ai.observability;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.QueryTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which lines are wanted, wherever they are kept; a value that exists is within bounds. A text is words in this order, never a pattern, so
 * that no question can be made dear.
 *
 * @param application as the label of pods says, {@code run} likewise
 * @param to exclusive
 */
public record LineFilter(
        Optional<String> application,
        Optional<String> run,
        Optional<String> pod,
        Optional<String> container,
        Optional<LogLevel> level,
        Optional<String> text,
        Instant from,
        Instant to) {
    public static final Duration LONGEST = Duration.ofDays(92);
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_TEXT = 500;

    /** The parameters as they came; absent ones mean everything, and the last hour. */
    public record Wanted(
            Optional<String> application,
            Optional<String> run,
            Optional<String> pod,
            Optional<String> container,
            Optional<String> level,
            Optional<String> text,
            Optional<String> from,
            Optional<String> to) {

        public static final Wanted ALL = new Wanted(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Lines of a run, by the name of its custom resource. */
        public Wanted ofRun(String name) {
            return new Wanted(application, Optional.of(name), pod, container, level, text, from, to);
        }

        public Wanted ofApplication(String name) {
            return new Wanted(Optional.of(name), run, pod, container, level, text, from, to);
        }

        public Wanted with(String words) {
            return new Wanted(application, run, pod, container, level, Optional.of(words), from, to);
        }

        public Wanted between(Instant start, Instant end) {
            return new Wanted(
                    application,
                    run,
                    pod,
                    container,
                    level,
                    text,
                    Optional.of(start.toString()),
                    Optional.of(end.toString()));
        }

        /** Checked; a 400 names every parameter that is wrong. */
        public LineFilter at(Instant now) {
            var faults = new ArrayList<Problem.Cause>();
            name("application", application, faults);
            name("run", run, faults);
            name("pod", pod, faults);
            name("container", container, faults);
            text.filter(words -> words.length() > LONGEST_TEXT)
                    .ifPresent(words -> faults.add(
                            Problem.Cause.invalid("text", "must be at most " + LONGEST_TEXT + " characters")));
            var chosen = level.flatMap(word -> levelOf(word, faults));
            var end = to.flatMap(given -> QueryTimes.time("to", given, faults)).orElse(now);
            var start = from.flatMap(given -> QueryTimes.time("from", given, faults))
                    .orElse(end.minus(DEFAULT));
            QueryTimes.range(start, end, LONGEST, faults);
            if (!faults.isEmpty()) {
                throw Problem.badRequest("query", faults);
            }
            return new LineFilter(application, run, pod, container, chosen, text, start, end);
        }
    }

    public LineFilter between(Instant start, Instant end) {
        return new LineFilter(application, run, pod, container, level, text, start, end);
    }

    public Duration span() {
        return Duration.between(from, to);
    }

    private static void name(String field, Optional<String> given, List<Problem.Cause> faults) {
        given.filter(name -> name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
                .ifPresent(wrong -> faults.add(Problem.Cause.invalid(
                        field,
                        "must be a name of at most " + LONGEST_NAME + " characters without control characters")));
    }

    private static Optional<LogLevel> levelOf(String word, List<Problem.Cause> faults) {
        var found = LogLevel.of(word);
        if (found.isEmpty()) {
            var possible =
                    Arrays.stream(LogLevel.values()).map(LogLevel::wireName).collect(Collectors.joining(", "));
            faults.add(Problem.Cause.notSupported("level", "must be one of " + possible));
        }
        return found;
    }
}
