package io.kubesphere.ai.observability.engine.links;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import java.util.List;

/**
 * Discover of Kibana and of OpenSearch Dashboards. Everything that is asked for is a filter in the store's own query language, none is text
 * of theirs; the query line stays empty, for whoever follows the link.
 */
public final class DiscoverLink {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String base;
    private final String view;
    private final FieldNames fields;

    public DiscoverLink(String base, String view, FieldNames fields) {
        this.base = base.replaceAll("/+$", "");
        this.view = view;
        this.fields = fields;
    }

    public String kibana(LineFilter what, List<JsonNode> clauses) {
        var app = JSON.objectNode();
        app.set("columns", columns());
        app.put("index", view);
        app.set("filters", filters(clauses));
        app.set("query", emptyQuery());
        app.set("sort", newestFirst());
        return base + "/app/discover#/?_g=" + Rison.encoded(time(what)) + "&_a=" + Rison.encoded(app);
    }

    public String openSearchDashboards(LineFilter what, List<JsonNode> clauses) {
        var app = JSON.objectNode();
        var discover = app.putObject("discover").put("isDirty", false);
        discover.set("columns", columns());
        discover.set("sort", newestFirst());
        app.putObject("metadata").put("indexPattern", view).put("view", "discover");
        var query = JSON.objectNode();
        query.set("filters", filters(clauses));
        query.set("query", emptyQuery());
        return base + "/app/data-explorer/discover#?_a=" + Rison.encoded(app) + "&_g=" + Rison.encoded(time(what))
                + "&_q=" + Rison.encoded(query);
    }

    private static ObjectNode time(LineFilter what) {
        var global = JSON.objectNode();
        global.putArray("filters");
        global.putObject("time")
                .put("from", what.from().toString())
                .put("to", what.to().toString());
        return global;
    }

    private ArrayNode columns() {
        return JSON.arrayNode().add(fields.pod()).add(fields.text());
    }

    private ArrayNode newestFirst() {
        var sort = JSON.arrayNode();
        sort.addArray().add(fields.time()).add("desc");
        return sort;
    }

    private static ObjectNode emptyQuery() {
        return JSON.objectNode().put("language", "kuery").put("query", "");
    }

    private ArrayNode filters(List<JsonNode> clauses) {
        var filters = JSON.arrayNode();
        clauses.forEach(clause -> {
            var filter = filters.addObject();
            filter.putObject("$state").put("store", "appState");
            filter.putObject("meta")
                    .putNull("alias")
                    .put("disabled", false)
                    .put("index", view)
                    .put("key", "query")
                    .put("negate", false)
                    .put("type", "custom")
                    .put("value", clause.toString());
            filter.set("query", clause);
        });
        return filters;
    }
}
