package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads pages of a point in time, in which lines of the same time keep their order: a page begins again with the last time of the page
 * before and leaves out those that were given. Times alone order lines, since no field tells any two apart in both products.
 */
final class PageReading {
    /** What indices give at once, as they are set up by default. */
    private static final int WINDOW = 10_000;

    private final SearchClient client;
    private final SearchDsl dsl;
    private final SearchDsl.Filter filter;
    private final LinePaging paging;

    PageReading(SearchClient client, SearchDsl dsl, SearchDsl.Filter filter, LinePaging paging) {
        this.client = client;
        this.dsl = dsl;
        this.filter = filter;
        this.paging = paging;
    }

    /** @param next empty when there is no more */
    record Part(List<JsonNode> hits, Optional<PageCursor> next, List<LogNotice> notices) {}

    /** The first page; a point in time is only opened when there is a second one. */
    Part first(LineSelection what, long question) {
        var answer = client.search(dsl.lines(filter, paging.ascending(), paging.limit() + 1, Optional.empty()));
        if (answer.hits().size() <= paging.limit()) {
            return new Part(answer.hits(), Optional.empty(), answer.notices());
        }
        var range = what.filter();
        var start = new PageCursor(
                client.open().orElse(""),
                0,
                0,
                range.from().toEpochMilli(),
                range.to().toEpochMilli(),
                question);
        return start.pit().isEmpty() ? part(answer, start) : read(start, Optional.empty());
    }

    Part behind(PageCursor cursor) {
        var isCrowded = cursor.given() + paging.limit() >= WINDOW;
        var after = isCrowded ? cursor.time() : cursor.time() - (paging.ascending() ? 1 : -1);
        var from = isCrowded ? cursor.behind(cursor.pit(), cursor.time(), 0) : cursor;
        var part = read(from, Optional.of(after));
        if (!isCrowded) {
            return part;
        }
        var notices = new ArrayList<>(part.notices());
        notices.add(new LogNotice(
                "SameTime", "More than " + WINDOW + " lines have the very same time; some of them are left out here"));
        return new Part(part.hits(), part.next(), notices);
    }

    private Part read(PageCursor from, Optional<Long> after) {
        var body = dsl.lines(filter, paging.ascending(), from.given() + paging.limit() + 1, after);
        return part(from.pit().isEmpty() ? client.search(body) : client.search(body, from.pit()), from);
    }

    private Part part(SearchAnswer answer, PageCursor from) {
        var hits = answer.hits();
        var end = Math.min(hits.size(), from.given() + paging.limit());
        var page = hits.subList(Math.min(from.given(), end), end);
        var notices = new ArrayList<>(answer.notices());
        if (from.pit().isEmpty()) {
            notices.add(new LogNotice(
                    "NotFrozen", "Too many searches are open; on further pages lines may be missing or come twice"));
        }
        if (hits.size() <= end) {
            release(answer, from);
            return new Part(page, Optional.empty(), notices);
        }
        var last = SearchAnswer.sortValue(hits.get(end - 1));
        var already = end;
        while (already > 0 && SearchAnswer.sortValue(hits.get(already - 1)) == last) {
            already--;
        }
        var pit = from.pit().isEmpty() ? "" : answer.pit();
        return new Part(page, Optional.of(from.behind(pit, last, end - already)), notices);
    }

    private void release(SearchAnswer answer, PageCursor from) {
        if (!from.pit().isEmpty()) {
            client.close(answer.pit().isEmpty() ? from.pit() : answer.pit());
        }
    }
}
