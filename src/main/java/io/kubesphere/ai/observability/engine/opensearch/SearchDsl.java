package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.observability.LogLevel;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions in the query language, put together of JSON values: nothing that a user writes can be more than a value. */
final class SearchDsl {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FieldNames fields;
    private final FieldCaps caps;
    private final Duration patience;

    /** @param patience after which the store shall answer with what it has */
    SearchDsl(FieldNames fields, FieldCaps caps, Duration patience) {
        this.fields = fields;
        this.caps = caps;
        this.patience = patience;
    }

    /**
     * The filter of a selection.
     *
     * @param notices why it may find less than there is
     * @param possible whether it can find anything
     */
    record Filter(ArrayNode clauses, List<LogNotice> notices, boolean possible) {}

    Filter filter(LineSelection what) {
        var draft = new Draft(JSON.arrayNode(), new ArrayList<>());
        var filter = what.filter();
        draft.clauses
                .addObject()
                .putObject("range")
                .putObject(fields.time())
                .put("gte", filter.from().toEpochMilli())
                .put("lt", filter.to().toEpochMilli())
                .put("format", "epoch_millis");
        what.projects().ifPresent(names -> exactly(fields.namespace(), names, draft));
        one(fields.application(), filter.application(), draft);
        one(fields.run(), filter.run(), draft);
        one(fields.pod(), filter.pod(), draft);
        one(fields.container(), filter.container(), draft);
        filter.level().ifPresent(level -> exactly(fields.level(), level.spellings(), draft));
        filter.text().ifPresent(words -> draft.clauses.add(phrase(words)));
        return new Filter(draft.clauses, List.copyOf(draft.notices), draft.notices.isEmpty());
    }

    private record Draft(ArrayNode clauses, List<LogNotice> notices) {}

    private void one(String field, Optional<String> value, Draft draft) {
        value.ifPresent(name -> exactly(field, Set.of(name), draft));
    }

    private void exactly(String field, Collection<String> values, Draft draft) {
        caps.isOneOf(field, values).ifPresentOrElse(draft.clauses::add, () -> draft.notices.add(missing(field)));
    }

    private LogNotice missing(String field) {
        return caps.has(field)
                ? new LogNotice(
                        "FieldNotExact",
                        "The index keeps " + field + " only in pieces; map it as keyword to find by it")
                : new LogNotice(
                        "FieldMissing",
                        "No line has the field " + field
                                + ", so nothing is found by it; let the log pipeline write it");
    }

    private ObjectNode phrase(String words) {
        var phrase = JSON.objectNode();
        phrase.putObject("match_phrase").putObject(fields.text()).put("query", words);
        return phrase;
    }

    private ObjectNode search(Filter filter) {
        var search = JSON.objectNode().put("timeout", patience.toMillis() + "ms");
        search.putObject("query").putObject("bool").set("filter", filter.clauses());
        return search;
    }

    /** Lines by time; {@code after} is the sort value behind which they begin. */
    ObjectNode lines(Filter filter, boolean ascending, int size, Optional<Long> after) {
        var search = search(filter).put("size", size).put("track_total_hits", false);
        search.putArray("sort")
                .addObject()
                .putObject(fields.time())
                .put("order", ascending ? "asc" : "desc")
                .put("unmapped_type", "date");
        after.ifPresent(value -> search.putArray("search_after").add(value));
        search.putArray("docvalue_fields")
                .addObject()
                .put("field", fields.time())
                .put("format", "strict_date_optional_time_nanos");
        var source = search.putArray("_source").add(fields.text());
        fields.exact().forEach(source::add);
        return search;
    }

    ObjectNode count(Filter filter) {
        return search(filter).put("size", 0).put("track_total_hits", true);
    }

    /** Lines by time and level. */
    ObjectNode histogram(Filter filter, Duration step) {
        var search = count(filter);
        var buckets = search.putObject("aggs").putObject("times");
        buckets.putObject("date_histogram")
                .put("field", fields.time())
                .put("fixed_interval", step.toSeconds() + "s")
                .put("min_doc_count", 1);
        var levels = JSON.objectNode();
        for (var level : LogLevel.values()) {
            caps.isOneOf(fields.level(), level.spellings()).ifPresent(query -> levels.set(level.wireName(), query));
        }
        if (!levels.isEmpty()) {
            buckets.putObject("aggs").putObject("levels").putObject("filters").set("filters", levels);
        }
        return search;
    }
}
