package io.kubesphere.ai.observability;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.testing.OpenSearchForTests;
import java.time.Instant;
import java.util.List;

/** Documents as log pipelines write them, in an index of the real OpenSearch. */
public final class LogDocuments {
    private final OpenSearchForTests node = OpenSearchForTests.shared();
    private final String index;

    /** @param index that no other test uses */
    public LogDocuments(String index) {
        this.index = index;
    }

    public static ObjectNode line(String project, Instant time, String text) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("@timestamp", time.toString()).put("log", text);
        document.putObject("kubernetes")
                .put("namespace_name", project)
                .put("pod_name", "pod-0")
                .put("container_name", "node");
        return document;
    }

    /** The same line, of an application and a run, with a level. */
    public static ObjectNode labelled(ObjectNode line, String application, String run, String level) {
        line.putObject("aip").put("application", application).put("run", run).put("level", level);
        return line;
    }

    public LogDocuments add(List<ObjectNode> documents) {
        var bulk = new StringBuilder();
        documents.forEach(
                document -> bulk.append("{\"index\":{}}\n").append(document).append('\n'));
        var answer = node.ask("POST", "/" + index + "/_bulk?refresh=true", bulk.toString());
        if (answer.contains("\"errors\":true")) {
            throw new IllegalStateException(answer);
        }
        return this;
    }
}
