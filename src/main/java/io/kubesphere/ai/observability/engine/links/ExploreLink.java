package io.kubesphere.ai.observability.engine.links;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.observability.LineFilter;

/** Explore of Grafana. */
public final class ExploreLink {
    private final String base;
    private final String source;
    private final String type;

    /** @param source uid of the data source, and its type */
    public ExploreLink(String base, String source, String type) {
        this.base = base.replaceAll("/+$", "");
        this.source = source;
        this.type = type;
    }

    /** @param query in the language of the data source: LogQL, or Lucene's */
    public String of(LineFilter what, String query) {
        var panes = JsonNodeFactory.instance.objectNode();
        var pane = panes.putObject("logs").put("datasource", source);
        var asked = pane.putArray("queries").addObject().put("refId", "A");
        asked.putObject("datasource").put("type", type).put("uid", source);
        if (type.equals("loki")) {
            asked.put("expr", query).put("queryType", "range");
        } else {
            asked.put("query", query);
            asked.putArray("metrics").addObject().put("id", "1").put("type", "logs");
        }
        pane.putObject("range")
                .put("from", Long.toString(what.from().toEpochMilli()))
                .put("to", Long.toString(what.to().toEpochMilli()));
        return base + "/explore?schemaVersion=1&orgId=1&panes=" + Question.segment(panes.toString());
    }
}
