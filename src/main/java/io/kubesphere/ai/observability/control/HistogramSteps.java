package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogHistogram.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long buckets are, and that there is one for every time. */
final class HistogramSteps {
    private static final int MOST = 500;
    private static final int USUAL = 60;
    private static final List<Long> ROUND = List.of(
            1L, 2L, 5L, 10L, 15L, 30L, 60L, 120L, 300L, 600L, 900L, 1800L, 3600L, 7200L, 10_800L, 21_600L, 43_200L,
            86_400L);

    private HistogramSteps() {}

    /** As it was asked for, or round seconds of which there are some dozens; a 400 when there would be too many. */
    static Duration of(Optional<String> wanted, LineFilter filter) {
        return wanted.map(text -> checked(text, filter)).orElseGet(() -> usual(filter));
    }

    private static Duration usual(LineFilter filter) {
        var least = filter.span().toSeconds() / USUAL;
        return Duration.ofSeconds(
                ROUND.stream().filter(step -> step >= least).findFirst().orElse(172_800L));
    }

    private static Duration checked(String text, LineFilter filter) {
        if (!text.matches("[1-9]\\d{0,6}s")) {
            throw wrong("must be whole seconds such as 60s");
        }
        var step = Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
        if (filter.span().dividedBy(step) >= MOST) {
            throw wrong("must be at least " + (filter.span().toSeconds() / MOST + 1) + "s for this range");
        }
        return step;
    }

    private static Problem wrong(String message) {
        return Problem.badRequest("query", List.of(Problem.Cause.invalid("step", message)));
    }

    /** With the buckets in which there was nothing. */
    static LogHistogram filled(LogHistogram sparse) {
        var step = sparse.stepSeconds();
        var known = sparse.buckets().stream().collect(Collectors.toMap(Bucket::time, Function.identity()));
        var buckets = new ArrayList<Bucket>();
        var first = Math.floorDiv(sparse.from().getEpochSecond(), step) * step;
        for (var at = first; Instant.ofEpochSecond(at).isBefore(sparse.to()); at += step) {
            var time = Instant.ofEpochSecond(at);
            buckets.add(known.getOrDefault(time, new Bucket(time, 0, Map.of())));
        }
        return new LogHistogram(
                sparse.source(), sparse.from(), sparse.to(), step, sparse.total(), buckets, sparse.notices());
    }
}
