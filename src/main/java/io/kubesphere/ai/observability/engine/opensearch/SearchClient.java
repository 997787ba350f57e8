package io.kubesphere.ai.observability.engine.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Backend;
import io.kubesphere.ai.kernel.outbound.Question;
import io.kubesphere.ai.kernel.outbound.Reply;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig.Kind;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The HTTP API, and the little in which the two products differ: the addresses of points in time. */
final class SearchClient {
    private static final Map<String, String> WHATEVER_IS_THERE =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true");
    private static final Logger LOG = Logger.getLogger(SearchClient.class);
    private static final String KEPT = "2m";

    private final String product;
    private final Kind kind;
    private final Backend backend;
    private final String index;

    SearchClient(LogStoreConfig config, URI url, Clock clock) {
        this.kind = config.kind();
        this.product = kind == Kind.ELASTICSEARCH ? "Elasticsearch" : "OpenSearch";
        this.backend = new Backend(product, config, url, clock);
        this.index = "/"
                + Arrays.stream(config.index().split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Question::segment)
                        .collect(Collectors.joining(","));
    }

    String product() {
        return product;
    }

    FieldCaps caps(FieldNames names) {
        var fields = new ArrayList<String>();
        fields.add(names.time());
        fields.add(names.text());
        for (var name : names.exact()) {
            fields.add(name);
            fields.add(name + ".keyword");
        }
        var query = new TreeMap<>(WHATEVER_IS_THERE);
        query.put("fields", String.join(",", fields));
        return new FieldCaps(read(backend.ask(Question.get(index + "/_field_caps", query))));
    }

    /** Indices that a full disk has made read-only, so that newer lines are lost. */
    List<String> full() {
        var query = new TreeMap<>(WHATEVER_IS_THERE);
        query.put("flat_settings", "true");
        var answer = read(backend.ask(Question.get(index + "/_settings/index.blocks.read_only_allow_delete", query)));
        return answer.properties().stream()
                .filter(each -> each.getValue()
                        .path("settings")
                        .path("index.blocks.read_only_allow_delete")
                        .asBoolean())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    SearchAnswer search(ObjectNode body) {
        var path = index + "/_search?ignore_unavailable=true&allow_no_indices=true";
        return new SearchAnswer(product, read(backend.ask(Question.json(path, body.toString()))));
    }

    /** A page of a point in time. */
    SearchAnswer search(ObjectNode body, String pit) {
        body.putObject("pit").put("id", pit).put("keep_alive", KEPT);
        var reply = backend.ask(Question.json("/_search", body.toString()));
        if (reply.status() == 400) {
            // Our own questions are well-formed; what a client made of a cursor may not be.
            throw LinePaging.wrongCursor();
        }
        return new SearchAnswer(product, read(reply));
    }

    /** A point in time to page through; empty when the store gives none, since too many are open. */
    Optional<String> open() {
        var path = index
                + (kind == Kind.ELASTICSEARCH ? "/_pit?keep_alive=" : "/_search/point_in_time?keep_alive=")
                + KEPT
                + "&ignore_unavailable=true";
        var reply = backend.ask(Question.json(path, ""));
        return Optional.of(reply.body()
                        .path(kind == Kind.ELASTICSEARCH ? "id" : "pit_id")
                        .asText())
                .filter(id -> reply.status() < 400 && !id.isEmpty());
    }

    /** Gives a point in time back; one that cannot be given back ends by itself. */
    void close(String pit) {
        var body = JsonNodeFactory.instance.objectNode();
        if (kind == Kind.ELASTICSEARCH) {
            body.put("id", pit);
        } else {
            body.putArray("pit_id").add(pit);
        }
        try {
            backend.ask(
                    Question.delete(kind == Kind.ELASTICSEARCH ? "/_pit" : "/_search/point_in_time", body.toString()));
        } catch (Problem away) {
            LOG.debugf(away, "a point in time was left to expire");
        }
    }

    private JsonNode read(Reply reply) {
        if (reply.status() < 400) {
            return reply.body();
        }
        var error = reply.body().path("error");
        var cause = error.path("root_cause").path(0);
        var type = cause.path("type").asText(error.path("type").asText());
        if (type.equals("search_context_missing_exception")) {
            throw Problem.of(Problem.Code.EXPIRED, "the cursor is too old; search again");
        }
        if (reply.status() == 429) {
            throw backend.unavailable("is busy with other searches");
        }
        throw Problem.of(
                Problem.Code.UNAVAILABLE,
                "%s refused a search (%d): %s",
                product,
                reply.status(),
                cause.path("reason").asText(error.path("reason").asText(error.asText())));
    }
}
