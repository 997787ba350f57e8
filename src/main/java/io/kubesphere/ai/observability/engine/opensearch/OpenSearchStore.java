package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines in OpenSearch or Elasticsearch. */
public final class OpenSearchStore implements LogStore {
    private final SearchClient client;
    private final FieldNames fields;
    private final IndexView view;

    /** @param config with a URL */
    public OpenSearchStore(LogStoreConfig config, Clock clock) {
        this.client = new SearchClient(config, config.url().orElseThrow(), clock);
        this.fields = FieldNames.ofDocuments(config.fields());
        this.view =
                new IndexView(client, fields, config.timeout().multipliedBy(4).dividedBy(5), clock);
    }

    @Override
    public String name() {
        return client.product();
    }

    /** How a field must be called in languages that take a name: as a keyword, where it is one. */
    public String keyword(String field) {
        return view.now().caps().keyword(field).orElse(field);
    }

    public FieldNames fields() {
        return fields;
    }

    /** A selection as filters of the store's own language, the first of which is the time; empty when nothing can be found. */
    public Optional<List<JsonNode>> clauses(LineSelection what) {
        var filter = view.now().dsl().filter(what);
        var clauses = new ArrayList<JsonNode>();
        filter.clauses().forEach(clauses::add);
        return filter.possible() ? Optional.of(List.copyOf(clauses)) : Optional.empty();
    }

    @Override
    public FoundLines page(LineSelection asked, LinePaging paging) {
        var question = PageCursor.question(asked, paging.ascending());
        var cursor = paging.cursor().map(text -> PageCursor.of(text, question));
        var what = cursor.map(known -> known.of(asked)).orElse(asked);
        var now = view.now();
        var filter = now.dsl().filter(what);
        if (what.isEmpty() || !now.caps().hasIndices() || !filter.possible()) {
            return new FoundLines(name(), List.of(), Optional.empty(), reasons(now, filter));
        }
        var reading = new PageReading(client, now.dsl(), filter, paging);
        var part = cursor.map(reading::behind).orElseGet(() -> reading.first(PageCursor.start(what, question)));
        var lines = part.hits().stream()
                .map(hit -> SearchAnswer.line(hit, fields))
                // Asked for like this already; a mapping that is not what we think must not show more.
                .filter(line -> what.allows(line.namespace()))
                .toList();
        var notices = Stream.concat(now.notices().stream(), part.notices().stream());
        return new FoundLines(name(), lines, part.next().map(PageCursor::text), notices.toList());
    }

    private List<LogNotice> reasons(IndexView.Sight now, SearchDsl.Filter filter) {
        return now.caps().hasIndices() ? filter.notices() : now.notices();
    }

    @Override
    public LogHistogram histogram(LineSelection what, Duration step) {
        var now = view.now();
        var filter = now.dsl().filter(what);
        if (what.isEmpty() || !now.caps().hasIndices() || !filter.possible()) {
            return histogram(what, step, List.of(), reasons(now, filter));
        }
        var answer = client.search(now.dsl().histogram(filter, step));
        var notices = Stream.concat(now.notices().stream(), answer.notices().stream());
        return histogram(what, step, answer.buckets(), notices.toList());
    }

    private LogHistogram histogram(
            LineSelection what, Duration step, List<LogHistogram.Bucket> buckets, List<LogNotice> notices) {
        var total = buckets.stream().mapToLong(LogHistogram.Bucket::count).sum();
        var filter = what.filter();
        return new LogHistogram(name(), filter.from(), filter.to(), step.toSeconds(), total, buckets, notices);
    }

    @Override
    public Count count(LineSelection what) {
        var now = view.now();
        var filter = now.dsl().filter(what);
        if (what.isEmpty() || !now.caps().hasIndices() || !filter.possible()) {
            return new Count(0, reasons(now, filter));
        }
        var answer = client.search(now.dsl().count(filter));
        return new Count(answer.total(), answer.notices());
    }

    @Override
    public void release(String cursor) {
        var pit = PageCursor.of(cursor).pit();
        if (!pit.isEmpty()) {
            client.close(pit);
        }
    }
}
