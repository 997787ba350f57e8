package io.kubesphere.ai.observability.engine.loki;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStore;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines in Grafana Loki. Pages are ranges of whole nanoseconds, so that none repeats or leaves out a line. */
public final class LokiStore implements LogStore {
    /** What Loki gives at once, as it is set up by default. */
    private static final int WINDOW = 5000;

    private static final long SECOND = 1_000_000_000L;

    private final Backend backend;
    private final FieldNames labels;
    private final LogQl logQl;

    /** @param config with a URL */
    public LokiStore(LogStoreConfig config, Clock clock) {
        this.backend = new Backend("Loki", config, config.url().orElseThrow(), clock);
        this.labels = FieldNames.ofLabels(config.fields());
        this.logQl = new LogQl(labels);
    }

    @Override
    public String name() {
        return "Loki";
    }

    public LogQl language() {
        return logQl;
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    }

    @Override
    public FoundLines page(LineSelection what, LinePaging paging) {
        var filter = what.filter();
        var ascending = paging.ascending();
        var cursor = paging.cursor()
                .map(LokiCursor::of)
                .orElseGet(() -> new LokiCursor(
                        nanos(ascending ? filter.from() : filter.to()), nanos(filter.from()), nanos(filter.to())));
        if (what.isEmpty()) {
            return new FoundLines(name(), List.of(), Optional.empty(), List.of());
        }
        var range = ascending ? new Range(cursor.at(), cursor.to()) : new Range(cursor.from(), cursor.at());
        var entries = entries(what, range, paging.limit() + 1, ascending);
        if (entries.size() <= paging.limit()) {
            return new FoundLines(name(), lines(what, entries), Optional.empty(), List.of());
        }
        var last = entries.get(entries.size() - 1).nanos();
        if (entries.get(0).nanos() == last) {
            return oneTime(what, cursor, last, ascending);
        }
        var whole = entries.stream().filter(entry -> entry.nanos() != last).toList();
        return new FoundLines(name(), lines(what, whole), next(cursor, ascending ? last : last + 1), List.of());
    }

    private record Range(long start, long end) {}

    /** A page that is all of one nanosecond, which cannot be cut. */
    private FoundLines oneTime(LineSelection what, LokiCursor cursor, long time, boolean ascending) {
        var entries = entries(what, new Range(time, time + 1), WINDOW, ascending);
        var notices = entries.size() < WINDOW
                ? List.<LogNotice>of()
                : List.of(new LogNotice(
                        "SameTime",
                        WINDOW + " lines and maybe more have the very same time; the rest is left out here"));
        return new FoundLines(name(), lines(what, entries), next(cursor, ascending ? time + 1 : time), notices);
    }

    private static Optional<String> next(LokiCursor cursor, long at) {
        return Optional.of(new LokiCursor(at, cursor.from(), cursor.to()))
                .filter(behind -> at > cursor.from() && at < cursor.to())
                .map(LokiCursor::text);
    }

    private List<FoundLine> lines(LineSelection what, List<LokiAnswer.Entry> entries) {
        return entries.stream()
                .map(LokiAnswer.Entry::line)
                .filter(line -> what.allows(line.namespace()))
                .toList();
    }

    private List<LokiAnswer.Entry> entries(LineSelection what, Range range, int limit, boolean ascending) {
        var form = new LinkedHashMap<String, String>();
        form.put("query", logQl.lines(what));
        form.put("start", Long.toString(range.start()));
        form.put("end", Long.toString(range.end()));
        form.put("limit", Integer.toString(limit));
        form.put("direction", ascending ? "forward" : "backward");
        return ask("/loki/api/v1/query_range", form).entries(labels, ascending);
    }

    /** The first and the last bucket count all of their steps, also what lies outside of the range. */
    @Override
    public LogHistogram histogram(LineSelection what, Duration step) {
        var filter = what.filter();
        var seconds = step.toSeconds();
        var first = Math.floorDiv(filter.from().getEpochSecond(), seconds) * seconds + seconds;
        var form = new LinkedHashMap<String, String>();
        form.put("query", logQl.counts(what, step));
        form.put("start", Long.toString(first));
        form.put("end", Long.toString(filter.to().getEpochSecond() + seconds));
        form.put("step", Long.toString(seconds));
        var buckets = what.isEmpty()
                ? List.<LogHistogram.Bucket>of()
                : ask("/loki/api/v1/query_range", form).buckets(labels.level(), step);
        var total = buckets.stream().mapToLong(LogHistogram.Bucket::count).sum();
        return new LogHistogram(name(), filter.from(), filter.to(), seconds, total, buckets, List.of());
    }

    @Override
    public Count count(LineSelection what) {
        if (what.isEmpty()) {
            return new Count(0, List.of());
        }
        var form = new LinkedHashMap<String, String>();
        form.put("query", logQl.count(what));
        form.put("time", Long.toString(nanos(what.filter().to())));
        return new Count(ask("/loki/api/v1/query", form).number(), List.of());
    }

    private LokiAnswer ask(String path, Map<String, String> form) {
        var reply = backend.ask(Question.form(path, form));
        if (reply.status() == 429) {
            throw backend.unavailable("is busy with other searches");
        }
        if (!reply.body().path("status").asText().equals("success")) {
            var why = reply.body().isTextual()
                    ? reply.body().asText()
                    : reply.body().path("error").asText();
            throw Problem.of(Problem.Code.UNAVAILABLE, "Loki refused a search (%d): %s", reply.status(), why.strip());
        }
        return new LokiAnswer(reply.body().path("data"));
    }

    /** Pages hold nothing in Loki. */
    @Override
    public void release(String cursor) {}
}
