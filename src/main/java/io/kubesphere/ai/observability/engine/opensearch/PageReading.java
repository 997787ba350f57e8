package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LogNotice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Reads pages by time, since no other field orders lines in both products. A page begins again with the last time of the page before and
 * leaves out the lines of it that were given: by marks of their ids, or, where so many have the same time, by their place in a point in time, in
 * which lines of the same time keep their order.
 */
final class PageReading {
    /** What indices give at once, as they are set up by default. */
    private static final int WINDOW = 10_000;

    /** Most ids in a cursor; points in time cost the store memory, so they are not opened for a few. */
    private static final int MOST_SEEN = 50;

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

    Part first(PageCursor start) {
        return read(start, Optional.empty());
    }

    Part behind(PageCursor cursor) {
        var isCrowded = cursor.given() + cursor.seen().size() + paging.limit() >= WINDOW;
        if (!isCrowded) {
            return read(cursor, Optional.of(cursor.time() - (paging.ascending() ? 1 : -1)));
        }
        var part = read(cursor.behind(cursor.time(), 0, Set.of()), Optional.of(cursor.time()));
        var notices = new ArrayList<>(part.notices());
        notices.add(new LogNotice(
                "SameTime", "More than " + WINDOW + " lines have the very same time; some of them are left out here"));
        return new Part(part.hits(), part.next(), notices);
    }

    private Part read(PageCursor from, Optional<Long> after) {
        var size = Math.min(WINDOW, from.given() + from.seen().size() + paging.limit() + 1);
        var body = dsl.lines(filter, paging.ascending(), size, after);
        var answer = from.pit().isEmpty() ? client.search(body) : client.search(body, from.pit());
        var page = Cut.of(answer.hits(), from, paging.limit());
        if (!page.hasMore()) {
            release(from);
            return new Part(page.hits(), Optional.empty(), answer.notices());
        }
        if (from.pit().isEmpty() && page.sameTime().size() > MOST_SEEN) {
            var opened = client.open();
            return opened.isPresent() ? read(from.in(opened.get()), after) : loose(answer, page, from);
        }
        return new Part(page.hits(), Optional.of(next(page, from, answer)), answer.notices());
    }

    private static PageCursor next(Cut page, PageCursor from, SearchAnswer answer) {
        if (from.pit().isEmpty()) {
            return from.behind(page.time(), 0, page.sameTime());
        }
        // Ids of before the point in time was opened count as long as its time does.
        var seen = page.time() == from.time() ? from.seen() : Set.<String>of();
        return from.in(answer.pit()).behind(page.time(), page.place(), seen);
    }

    /** Without a point in time, places of lines of the same time may change. */
    private static Part loose(SearchAnswer answer, Cut page, PageCursor from) {
        var notices = new ArrayList<>(answer.notices());
        notices.add(new LogNotice(
                "NotFrozen",
                "Too many searches are open to page safely through lines of the same time; some may be missing"
                        + " or come twice"));
        return new Part(page.hits(), Optional.of(from.behind(page.time(), page.place(), Set.of())), notices);
    }

    private void release(PageCursor from) {
        if (!from.pit().isEmpty()) {
            client.close(from.pit());
        }
    }

    /**
     * A page cut out of hits.
     *
     * @param time sort value of its last line
     * @param place how many of all hits have that time, up to the last line
     * @param sameTime ids of lines of that time that were given, with this page or before
     */
    private record Cut(List<JsonNode> hits, boolean hasMore, long time, int place, Set<String> sameTime) {

        static Cut of(List<JsonNode> all, PageCursor from, int limit) {
            var page = new ArrayList<JsonNode>();
            var at = Math.min(from.given(), all.size());
            for (; at < all.size() && page.size() < limit; at++) {
                if (!from.seen().contains(id(all.get(at)))) {
                    page.add(all.get(at));
                }
            }
            var hasMore = all.subList(at, all.size()).stream()
                    .anyMatch(hit -> !from.seen().contains(id(hit)));
            if (page.isEmpty()) {
                return new Cut(page, false, 0, 0, Set.of());
            }
            var last = SearchAnswer.sortValue(page.get(page.size() - 1));
            var same = all.subList(0, at).stream()
                    .filter(hit -> SearchAnswer.sortValue(hit) == last)
                    .map(Cut::id)
                    .collect(Collectors.toSet());
            var ids = new HashSet<>(same);
            if (last == from.time()) {
                ids.addAll(from.seen());
            }
            return new Cut(page, hasMore, last, same.size(), Set.copyOf(ids));
        }

        /** Short, since cursors travel in addresses. */
        private static String id(JsonNode hit) {
            var whole = hit.path("_index").asText() + "/" + hit.path("_id").asText();
            var sum = new CRC32C();
            sum.update(whole.getBytes(StandardCharsets.UTF_8));
            return Long.toHexString(sum.getValue()) + Integer.toHexString(whole.hashCode());
        }
    }
}
