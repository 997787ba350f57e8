package io.kubesphere.ai.observability.rest;

import static io.kubesphere.ai.observability.LogDocuments.labelled;
import static io.kubesphere.ai.observability.LogDocuments.line;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.kubesphere.ai.observability.LogDocuments;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(OpenSearchWithLines.class)
class ApplicationLogsOverHttpTest {
    private static final String PROJECT = ROOT + "/namespaces/vision/logs";
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final String HOUR = "?from=2026-01-15T11:30:00Z&to=2026-01-15T12:30:00Z";

    @TestHTTPResource
    URI service;

    @BeforeEach
    void lines() {
        var isThere = given().get(PROJECT + HOUR).jsonPath().getList("items").size() == 3;
        if (!isThere) {
            new LogDocuments(OpenSearchWithLines.INDEX)
                    .add(List.of(
                            labelled(line("vision", NOON, "one"), "scoring", "run-1", "info"),
                            labelled(line("vision", NOON.plusSeconds(1), "two <b>"), "scoring", "run-1", "error"),
                            labelled(line("vision", NOON.plusSeconds(2), "three"), "scoring", "run-2", "info"),
                            labelled(line("speech", NOON, "of the same workspace"), "scoring", "run-1", "info"),
                            labelled(line("outside", NOON, "secret"), "scoring", "run-1", "info")));
        }
        eventually(() -> given().get(PROJECT + HOUR).then().body("items", hasSize(3)));
    }

    @Test
    void pathAloneSaysWhoseLinesAreFound() {
        given().get(PROJECT + HOUR + "&run=run-1&order=asc")
                .then()
                .statusCode(200)
                .body("source", equalTo("OpenSearch"))
                .body("items.text", equalTo(List.of("one", "two <b>")));
        given().get(ROOT + "/workspaces/research/logs" + HOUR).then().body("items", hasSize(4));
        given().get(ROOT + "/workspaces/research/namespaces/vision/logs" + HOUR)
                .then()
                .body("items", hasSize(3));
        given().get(ROOT + "/workspaces/marketing/namespaces/vision/logs" + HOUR)
                .then()
                .statusCode(404);
        given().get(ROOT + "/workspaces/nowhere/logs" + HOUR).then().body("items", hasSize(0));
        given().get(ROOT + "/logs" + HOUR).then().body("items", hasSize(5));
        given().queryParam("run", "run-1\" OR kubernetes.namespace_name:outside")
                .get(PROJECT + HOUR)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void pagesLeadOnAndHistogramCounts() {
        var first = given().get(PROJECT + HOUR + "&limit=2&order=asc");
        given().queryParam("cursor", first.jsonPath().getString("next"))
                .get(PROJECT + HOUR + "&limit=2&order=asc")
                .then()
                .body("items.text", equalTo(List.of("three")));
        given().get(PROJECT + "/histogram" + HOUR + "&step=1800s")
                .then()
                .body("total", equalTo(3))
                .body("buckets.count", equalTo(List.of(0, 3)))
                .body("buckets[1].levels.error", equalTo(1));
    }

    @Test
    void everyWrongParameterIsNamed() {
        given().get(PROJECT + "?from=2026-01-15T12:00:00Z&to=2026-01-15T11:00:00Z")
                .then()
                .statusCode(400)
                .body("details.causes[0].field", equalTo("from"));
        given().get(PROJECT + "/histogram?from=2016-01-15T12:00:00Z&to=2026-01-15T11:00:00Z")
                .then()
                .statusCode(400)
                .body("message", containsString("at most 92 days"));
        given().queryParam("text", "x".repeat(501))
                .get(PROJECT + "?level=loud&from=yesterday")
                .then()
                .statusCode(400)
                .body("details.causes.field", equalTo(List.of("text", "level", "from")));
        given().get(PROJECT + "?limit=5000").then().statusCode(400).body("details.causes[0].field", equalTo("limit"));
        given().get(PROJECT + "?cursor=x").then().statusCode(400).body("details.causes[0].field", equalTo("cursor"));
        given().get(PROJECT + "?order=up").then().statusCode(400).body("details.causes[0].field", equalTo("order"));
        given().get(PROJECT + "/histogram" + HOUR + "&step=1s").then().statusCode(400);
        given().get(PROJECT + "/export?format=pdf").then().statusCode(400);
    }

    @Test
    void exportStreamsLinesThatNoBrowserRuns() {
        var json = given().get(PROJECT + "/export" + HOUR);
        json.then()
                .statusCode(200)
                .contentType(startsWith("application/x-ndjson"))
                .header("X-Line-Limit", equalTo("1000000"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Disposition", containsString("logs.ndjson"));
        assertThat(json.asString().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"id\":"));

        var text =
                given().get(PROJECT + "/export" + HOUR + "&format=text&limit=2").asString();

        assertThat(text.lines())
                .containsExactly(
                        "2026-01-15T12:00:00Z vision/pod-0/node one",
                        "2026-01-15T12:00:01Z vision/pod-0/node two <b>",
                        "--- The export ends after 2 lines; ask for a shorter range to get the rest ---");
    }

    @Test
    void followedLinesCarryIdsToGoOnFrom() throws IOException, InterruptedException {
        var now = Instant.now();
        new LogDocuments(OpenSearchWithLines.INDEX)
                .add(List.of(
                        labelled(line("vision", now, "live 1"), "live", "run-9", "info"),
                        labelled(line("vision", now.plusMillis(1), "live 2"), "live", "run-9", "info")));
        var path = PROJECT + "/follow?application=live&from=" + now.minusSeconds(60);

        var first = events(path, "");
        var again = events(path, first.get(0));

        assertThat(first.get(1)).contains("live 1");
        assertThat(again.get(1)).contains("live 2");
    }

    /** Id and data of the first event. */
    private List<String> events(String path, String last) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve(path)).header("X-Remote-User", "ada");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try (var lines = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofLines())
                .body()) {
            return lines.filter(line -> line.startsWith("id: ") || line.startsWith("data: "))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .limit(2)
                    .toList();
        }
    }

    @Test
    void linksAreCounted() {
        given().get(ROOT + "/namespaces/vision/loglinks" + HOUR + "&run=run-1")
                .then()
                .statusCode(200)
                .body("items.tool", equalTo(List.of("Kibana")))
                .body("items[0].hits", equalTo(2))
                .body("items[0].scope", equalTo("Filter"))
                .body("items[0].url", startsWith("https://kibana.example.org/app/discover#/?_g="));
    }
}
