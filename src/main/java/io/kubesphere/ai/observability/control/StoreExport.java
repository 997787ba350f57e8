package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a selection page by page, so that it costs the same memory however much it is. */
final class StoreExport implements LineExport {
    private static final int LEAST_AT_ONCE = 10;

    private final LogStore store;
    private final LineSelection what;
    private final int limit;
    private final Set<LogNotice> notices = new LinkedHashSet<>();
    private int atOnce = LinePaging.MOST;
    private Optional<FoundLines> read;
    private Optional<String> cursor = Optional.empty();
    private int given;

    /** Reads the first page, so that what is refused is refused before anything was sent. */
    StoreExport(LogStore store, LineSelection what, int limit) {
        this.store = store;
        this.what = what;
        this.limit = limit;
        this.read = Optional.of(page());
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public List<FoundLine> next() {
        var page = read.orElseGet(this::page);
        read = Optional.empty();
        notices.addAll(page.notices());
        cursor = page.next();
        var lines = page.items().subList(0, Math.min(page.items().size(), limit - given));
        given += lines.size();
        if (given == limit && (cursor.isPresent() || lines.size() < page.items().size())) {
            notices.add(new LogNotice(
                    "LimitReached",
                    "The export ends after " + limit + " lines; ask for a shorter range to get the rest"));
            close();
        }
        if (cursor.isEmpty()) {
            read = Optional.of(new FoundLines(store.name(), List.of(), Optional.empty(), List.of()));
        }
        // A page whose lines were all left out is not the end.
        return lines.isEmpty() && cursor.isPresent() ? next() : lines;
    }

    /** Smaller pages where lines are so long that a page of them is too much. */
    private FoundLines page() {
        while (true) {
            try {
                return store.page(what, new LinePaging(true, atOnce, cursor));
            } catch (Problem tooLarge) {
                if (tooLarge.code() != Problem.Code.TOO_LARGE || atOnce <= LEAST_AT_ONCE) {
                    throw tooLarge;
                }
                atOnce = Math.max(LEAST_AT_ONCE, atOnce / 4);
            }
        }
    }

    @Override
    public List<LogNotice> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        cursor.ifPresent(store::release);
        cursor = Optional.empty();
    }
}
