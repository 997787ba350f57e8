package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogHistogram.Bucket;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the lines of a run of the archive, whose lines it reads; for one use. */
final class ArchiveHistogram {
    /** Some seconds of reading; a question must end. */
    static final int MOST_READ = 2_000_000;

    private final LineFilter filter;
    private final Duration step;
    private final Map<Instant, Map<String, Long>> buckets = new TreeMap<>();
    private long total;

    ArchiveHistogram(LineFilter filter, Duration step) {
        this.filter = filter;
        this.step = step;
    }

    /** Closes the tail. */
    LogHistogram of(LogTail tail, ArchivedRun lines) {
        try (tail) {
            var read = 0;
            for (var event = ArchivedRun.next(tail); event.isPresent(); event = ArchivedRun.next(tail)) {
                if (read++ == MOST_READ) {
                    return counted(List.of(
                            ArchiveLines.noStore(),
                            new LogNotice("LimitReached", "Only the first " + MOST_READ + " lines were looked at")));
                }
                lines.wanted(event.get()).ifPresent(this::count);
            }
            return counted(List.of(ArchiveLines.noStore()));
        }
    }

    private void count(FoundLine line) {
        var length = step.toSeconds();
        var time = Instant.ofEpochSecond(Math.floorDiv(line.time().getEpochSecond(), length) * length);
        buckets.computeIfAbsent(time, begin -> new TreeMap<>())
                .merge(line.level().orElse(LogHistogram.UNKNOWN), 1L, Long::sum);
        total++;
    }

    private LogHistogram counted(List<LogNotice> notices) {
        var sparse = buckets.entrySet().stream()
                .map(bucket -> new Bucket(bucket.getKey(), sum(bucket.getValue()), bucket.getValue()))
                .toList();
        return HistogramSteps.filled(new LogHistogram(
                ArchiveLines.ARCHIVE, filter.from(), filter.to(), step.toSeconds(), total, sparse, notices));
    }

    private static long sum(Map<String, Long> levels) {
        return levels.values().stream().mapToLong(Long::longValue).sum();
    }
}
