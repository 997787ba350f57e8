package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LineTail;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStore;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows a store by asking again and again for what lies behind the last line, up to a moment ago: stores get lines late and out of order.
 * Lines of one millisecond are read together and ordered by their ids, so that any line is a place to go on from.
 */
final class StoreTail implements LineTail {
    private static final int AT_ONCE = 1000;
    private static final int MOST_OF_A_TIME = 10_000;

    /** Who was away for long gets what is new, not all that he has missed. */
    private static final Duration LONGEST_AWAY = Duration.ofHours(1);

    private final LogStore store;
    private final LineSelection what;
    private final LogStoreConfig config;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LinePosition position;
    private Instant start;
    private boolean hasMore;

    StoreTail(LogStore store, LineSelection what, LinePosition from, Following following) {
        this.store = store;
        this.what = what;
        this.position = from;
        this.start = from.time();
        this.config = following.config();
        this.clock = following.clock();
    }

    /** What all followers have in common. */
    record Following(LogStoreConfig config, Clock clock) {}

    @Override
    public List<FoundLine> next() throws InterruptedException {
        while (!closed.await(hasMore ? 0 : config.followEvery().toMillis(), TimeUnit.MILLISECONDS)) {
            var lines = read();
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        return List.of();
    }

    private List<FoundLine> read() {
        hasMore = false;
        var end = clock.instant().minus(config.settle()).truncatedTo(ChronoUnit.MILLIS);
        var earliest = end.minus(LONGEST_AWAY);
        start = start.isBefore(earliest) ? earliest : start;
        if (!start.isBefore(end)) {
            return List.of();
        }
        var lines = wholeTimes(new LineSelection(what.projects(), what.filter().between(start, end)));
        if (!lines.isEmpty()) {
            start = time(lines.get(lines.size() - 1)).plusMillis(1);
        }
        return lines.stream()
                .filter(position::isBefore)
                .sorted(Comparator.comparing(LinePosition::of))
                .toList();
    }

    /** Lines up to a time of which all were read. */
    private List<FoundLine> wholeTimes(LineSelection range) {
        var page = store.page(range, LinePaging.oldest(AT_ONCE));
        var lines = new ArrayList<>(page.items());
        while (page.next().isPresent() && isOneTime(lines) && lines.size() < MOST_OF_A_TIME) {
            page = store.page(
                    range, LinePaging.oldest(AT_ONCE).behind(page.next().get()));
            lines.addAll(page.items());
        }
        if (page.next().isEmpty()) {
            return lines;
        }
        return begun(page, lines);
    }

    private List<FoundLine> begun(FoundLines page, List<FoundLine> lines) {
        page.next().ifPresent(store::release);
        hasMore = true;
        var last = time(lines.get(lines.size() - 1));
        return isOneTime(lines)
                ? lines
                : lines.stream().filter(line -> !time(line).equals(last)).toList();
    }

    private static boolean isOneTime(List<FoundLine> lines) {
        return time(lines.get(0)).equals(time(lines.get(lines.size() - 1)));
    }

    private static Instant time(FoundLine line) {
        return LinePosition.of(line).time();
    }

    @Override
    public String cursor(FoundLine line) {
        return LinePosition.of(line).text();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
