package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.LogDocuments.labelled;
import static io.kubesphere.ai.observability.LogDocuments.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.observability.LogLink;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogStoreSettings;
import io.kubesphere.ai.observability.engine.links.LogLinkConfig;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import io.kubesphere.ai.testing.OpenSearchForTests;
import io.kubesphere.ai.testing.SettableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes the question out of each link again, as the tool would, and asks it of the real OpenSearch. */
class LogLinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Map<String, String> TOOLS = Map.of(
            "kibana.url", "https://kibana.example.org/base/",
            "opensearch-dashboards.url", "https://dashboards.example.org",
            "grafana.url", "https://grafana.example.org",
            "kubesphere.url", "https://ks.example.org/logs?ns={project}&pod={pod}&q={text}&from={from}&to={to}");

    private final String index = "t" + UUID.randomUUID();
    private final LogDocuments documents = new LogDocuments(index);
    private final OpenSearchStore store = new OpenSearchStore(
            LogStoreSettings.of(OpenSearchForTests.shared().url(), Map.of("index", index)), new SettableClock(NOON));

    @BeforeEach
    void someLines() {
        documents.add(List.of(
                labelled(line("vision", before(30), "epoch 1"), "scoring", "run-1", "info"),
                labelled(line("vision", before(20), "CUDA out of memory"), "scoring", "run-1", "ERROR"),
                labelled(line("vision", before(90), "too old"), "scoring", "run-1", "info"),
                labelled(line("vision-2", before(20), "CUDA out of memory"), "scoring", "run-1", "ERROR")));
    }

    private static Instant before(int minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }

    private List<LogLink> links(Map<String, String> settings, LineFilter.Wanted wanted) {
        var config = new SmallRyeConfigBuilder().withMapping(LogLinkConfig.class);
        settings.forEach((name, value) -> config.withDefaultValue("aip.logs.links." + name, value));
        var workspaces = new Workspaces(IndexShape.of(Namespace.class).build());
        return new LogLinks(config.build().getConfigMapping(LogLinkConfig.class), workspaces)
                .of(store, Place.project("vision"), new LineSelection(Optional.of(Set.of("vision")), wanted.at(NOON)));
    }

    /** The parts {@code a=b&c=d} of an address, decoded. */
    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        for (var part : text.split("&")) {
            var equals = part.indexOf('=');
            parameters.put(
                    part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** The question of a link, in the language of the store. */
    private static ObjectNode question(LogLink link) {
        var address = URI.create(link.url());
        return switch (link.tool()) {
            case "Kibana", "OpenSearch Dashboards" -> discover(address.getRawFragment());
            case "Grafana" -> explore(parameters(address.getRawQuery()));
            default -> throw new IllegalArgumentException(link.tool());
        };
    }

    private static ObjectNode discover(String fragment) {
        var parameters = parameters(fragment.substring(fragment.indexOf('?') + 1));
        var time = RisonText.parse(parameters.get("_g")).path("time");
        var app = RisonText.parse(parameters.getOrDefault("_q", parameters.get("_a")));
        assertThat(app.at("/query/query").asText()).isEmpty();
        var search = range(time.path("from").asText(), time.path("to").asText(), "strict_date_optional_time");
        app.path("filters").forEach(filter -> ((ArrayNode) search.at("/query/bool/filter")).add(filter.path("query")));
        return search;
    }

    private static ObjectNode explore(Map<String, String> parameters) {
        try {
            var pane = JSON.readTree(parameters.get("panes")).path("logs");
            var range = pane.path("range");
            var search = range(range.path("from").asText(), range.path("to").asText(), "epoch_millis");
            ((ArrayNode) search.at("/query/bool/filter"))
                    .addObject()
                    .putObject("query_string")
                    .put("query", pane.at("/queries/0/query").asText());
            return search;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static ObjectNode range(String from, String to, String format) {
        var search = JsonNodeFactory.instance.objectNode().put("track_total_hits", true);
        search.putObject("query")
                .putObject("bool")
                .putArray("filter")
                .addObject()
                .putObject("range")
                .putObject("@timestamp")
                .put("gte", from)
                .put("lt", to)
                .put("format", format);
        return search;
    }

    private JsonNode asked(LogLink link) {
        try {
            return JSON.readTree(OpenSearchForTests.shared()
                    .ask("POST", "/" + index + "/_search", question(link).toString()));
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private void assertThatHitsAreThoseThatWereTold(List<LogLink> links, long hits) {
        assertThat(links).extracting(LogLink::tool).contains("Kibana", "OpenSearch Dashboards", "Grafana");
        for (var link : links) {
            assertThat(link.hits()).as(link.tool()).isEqualTo(OptionalLong.of(hits));
            if (!link.tool().equals("KubeSphere")) {
                var answer = asked(link);
                assertThat(answer.at("/hits/total/value").asLong())
                        .as(link.url())
                        .isEqualTo(hits);
                answer.at("/hits/hits").forEach(hit -> assertThat(
                                hit.at("/_source/kubernetes/namespace_name").asText())
                        .isEqualTo("vision"));
            }
        }
    }

    @Test
    void eachLinkShowsTheLinesThatWereCounted() {
        var all = LineFilter.Wanted.ALL;

        assertThatHitsAreThoseThatWereTold(links(tools(), all.ofRun("run-1").ofApplication("scoring")), 2);
        assertThatHitsAreThoseThatWereTold(links(tools(), all.with("out of memory")), 1);
        assertThatHitsAreThoseThatWereTold(
                links(
                        tools(),
                        new LineFilter.Wanted(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("pod-0"),
                                Optional.of("node"),
                                Optional.of("error"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                1);
        assertThatHitsAreThoseThatWereTold(links(tools(), all.ofRun("no such run")), 0);
    }

    /** Without KubeSphere's, whose page understands less. */
    private static Map<String, String> tools() {
        var tools = new HashMap<>(TOOLS);
        tools.remove("kubesphere.url");
        return tools;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'),filters:!(),query:(query:'*",
                "!'",
                "a!!b!",
                "&_g=(time:(from:now-10y,to:now))&_a=()",
                "#/?_a=()",
                "\" OR kubernetes.namespace_name:\"vision-2",
                "\\\" OR *:* OR \\\"",
                "\\",
                "%27%29&panes={}",
                "*",
                "数据 🚀 + %",
                "</a><script>alert(1)</script>"
            })
    void hostileNamesStayNames(String hostile) {
        documents.add(List.of(
                labelled(line("vision", before(5), "ours"), hostile, hostile, "info"),
                labelled(line("vision-2", before(5), "theirs"), hostile, hostile, "info")));

        assertThatHitsAreThoseThatWereTold(
                links(tools(), LineFilter.Wanted.ALL.ofRun(hostile).ofApplication(hostile)), 1);
        assertThat(links(TOOLS, LineFilter.Wanted.ALL.with(hostile)))
                .allSatisfy(link -> assertThat(link.url()).matches("[!-~]+").doesNotContain("<", ">", "\"", "'"));
    }

    @Test
    void kubeSphereIsToldWhatItsPageUnderstandsAndTheRestIsSaid() {
        var link = links(TOOLS, LineFilter.Wanted.ALL.ofRun("run-1").with("a&b=c")).stream()
                .filter(each -> each.tool().equals("KubeSphere"))
                .findFirst()
                .orElseThrow();

        assertThat(link.url())
                .isEqualTo("https://ks.example.org/logs?ns=vision&pod=&q=a%26b%3Dc&from="
                        + before(60).toEpochMilli() + "&to=" + NOON.toEpochMilli());
        assertThat(link.scope()).isEqualTo(LogLink.Scope.Fixed);
        assertThat(link.notices()).extracting(LogNotice::reason).containsExactly("ShowsMore");
    }

    @Test
    void scopeIsFixedOnlyWhereTheViewIsTheProjects() {
        var scoped = links(
                Map.of("kibana.url", "https://k", "kibana.view", "logs-{project}", "grafana.url", "https://g"),
                LineFilter.Wanted.ALL);

        assertThat(scoped).extracting(LogLink::scope).containsExactly(LogLink.Scope.Fixed, LogLink.Scope.Filter);
        assertThat(scoped.get(0).url()).contains("logs-vision");
        assertThat(scoped.get(0).notices()).isEmpty();
        assertThat(scoped.get(1).notices()).extracting(LogNotice::reason).containsExactly("ScopeIsAFilter");
    }
}
