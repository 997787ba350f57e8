package io.kubesphere.ai.dataset.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The way of a user through the KAPI, from the first file to a version that another project reads. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class DatasetOverHttpTest {
    private static final String ROOT = "/kapis/ai.kubesphere.io/v1alpha1";
    private static final String DATASETS = ROOT + "/namespaces/vision/datasets";

    @TestHTTPResource
    URI base;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void fromAnEmptyDatasetToAVersionThatIsRead() {
        create("walk", "{\"kind\":\"Tabular\",\"title\":\"Walk\"}");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get(DATASETS + "/walk")
                .then()
                .statusCode(200)
                .body("status.conditions.find { it.type == 'Ready' }.reason", equalTo("NoVersion")));
        var upload = begin("walk");

        put("walk", upload, "train/a b.csv", "x,y\n1,2\n")
                .then()
                .statusCode(200)
                .body("size", equalTo(8));
        put("walk", upload, "README.md", "# Hi").then().statusCode(200).body("mediaType", equalTo("text/markdown"));
        given().get(DATASETS + "/walk/uploads/" + upload)
                .then()
                .body("state", equalTo("Open"))
                .body("files", equalTo(2))
                .body("bytes", equalTo(12));
        commit("walk", upload, "{\"version\":\"v1\",\"tags\":[\"first one\"]}")
                .then()
                .statusCode(201)
                .body("digest", containsString("sha256:"))
                .body("tags", contains("first one"));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get(DATASETS + "/walk")
                .then()
                .body("status.latest.version", equalTo("v1"))
                .body("status.latest.bytes", equalTo(12))
                .body("status.conditions.find { it.type == 'Ready' }.status", equalTo("True")));
        given().get(DATASETS + "/walk/versions/latest/files?prefix=train/")
                .then()
                .body("items.path", contains("train/a b.csv"))
                .body("totalItems", equalTo(1));
        given().get(DATASETS + "/walk/versions/v1/directory")
                .then()
                .body("entries.name", contains("README.md", "train/"))
                .body("entries[1].files", equalTo(1));
        given().get(DATASETS + "/walk/tags").then().body("items.name", contains("first one"));
        given().get(ROOT + "/datasets?name=walk").then().body("items", hasSize(1));
    }

    @Test
    void versionIsImportedFromAnotherDatasetWhileOneLooks() {
        create("source", "{}");
        var upload = begin("source");
        put("source", upload, "a/b.csv", "x\n1\n");
        commit("source", upload, "{\"version\":\"v1\"}");
        create("target", "{}");
        var imports = DATASETS + "/target/imports";

        var id = given().contentType("application/json")
                .body("{\"source\":{\"dataset\":{\"name\":\"source\",\"version\":\"latest\"}},\"version\":\"copy\"}")
                .post(imports)
                .then()
                .statusCode(201)
                .body("request.source.dataset.name", equalTo("source"))
                .extract()
                .<String>path("id");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get(imports + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("Succeeded"))
                .body("progress.filesDone", equalTo(1))
                .body("progress.bytesDone", equalTo(4)));
        given().get(DATASETS + "/target/versions/copy/content?path=a/b.csv")
                .then()
                .body(equalTo("x\n1\n"));
        given().get(imports).then().body("items.id", contains(id)).body("totalItems", equalTo(1));
        given().get(DATASETS + "/target/uploads").then().body("items", hasSize(0));
        given().post(imports + "/" + id + "/retry").then().statusCode(409).body("reason", equalTo("Conflict"));
        given().post(imports + "/" + id + "/cancel").then().statusCode(200).body("state", equalTo("Succeeded"));
        given().get(imports + "/none").then().statusCode(404);
    }

    @Test
    void importThatCannotSucceedIsRefusedByItsField() {
        create("refused", "{}");
        var imports = DATASETS + "/refused/imports";

        refusedImport(imports, "{\"version\":\"v1\"}", "source");
        refusedImport(imports, "{\"source\":{},\"version\":\"v1\"}", "source");
        refusedImport(imports, "{\"source\":{\"http\":{\"urls\":[]}},\"version\":\"v1\"}", "source.http.urls");
        refusedImport(
                imports,
                "{\"source\":{\"http\":{\"urls\":[\"http://127.0.0.1:5432/\"]}},\"version\":\"v1\"}",
                "source.http.urls[0]");
        refusedImport(
                imports,
                "{\"source\":{\"http\":{\"urls\":[\"https://example.org/\"],\"secret\":\"login\"}},\"version\":\"v1\"}",
                "source.http.secret");
        refusedImport(
                imports,
                "{\"source\":{\"dataset\":{\"name\":\"none\",\"version\":\"v1\"}},\"version\":\"v1\"}",
                "source.dataset");
    }

    private void refusedImport(String imports, String body, String field) {
        given().contentType("application/json")
                .body(body)
                .post(imports)
                .then()
                .statusCode(422)
                .body("reason", equalTo("Invalid"))
                .body("details.causes.field", hasItem(field));
    }

    @Test
    void contentIsServedWholeInRangesAndNotRunByABrowser() {
        create("ranges", "{}");
        var upload = begin("ranges");
        put("ranges", upload, "x.html", "<script>alert(1)</script>");
        commit("ranges", upload, "{\"version\":\"v1\"}");
        var url = DATASETS + "/ranges/versions/v1/content?path=x.html";

        var whole = given().get(url);
        whole.then()
                .statusCode(200)
                .header("Content-Length", "25")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString("attachment"))
                .header("Content-Security-Policy", containsString("sandbox"));
        assertThat(whole.asString()).isEqualTo("<script>alert(1)</script>");
        given().header("Range", "bytes=8-12")
                .get(url)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 8-12/25")
                .body(equalTo("alert"));
        given().header("Range", "bytes=-9").get(url).then().statusCode(206).body(equalTo("</script>"));
        given().header("Range", "bytes=99-").get(url).then().statusCode(416).header("Content-Range", "bytes */25");
        given().header("If-None-Match", whole.getHeader("ETag")).get(url).then().statusCode(304);
        given().get(DATASETS + "/ranges/versions/v1/content?path=../x").then().statusCode(404);
    }

    @Test
    void fileOfUnknownLengthAndAFileInPiecesArrive() throws Exception {
        create("large", "{}");
        var upload = begin("large");
        var bytes = new byte[11 * 1024 * 1024];
        new Random(1).nextBytes(bytes);

        var chunked = http.send(
                request(DATASETS + "/large/uploads/" + upload + "/files?path=chunked.bin")
                        .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(chunked.body()).contains(Digest.of(bytes).toString());
        String file = given().contentType("application/json")
                .body("{\"path\":\"pieces.bin\",\"size\":" + bytes.length + ",\"pieceSize\":6291456}")
                .post(DATASETS + "/large/uploads/" + upload + "/pieces")
                .then()
                .statusCode(201)
                .body("pieces", equalTo(2))
                .extract()
                .path("id");
        for (var number : new int[] {2, 1}) {
            var from = (number - 1) * 6291456;
            var piece = http.send(
                    request(DATASETS + "/large/uploads/" + upload + "/pieces/" + file + "?number=" + number)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(
                                    bytes, from, Math.min(6291456, bytes.length - from)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(piece.statusCode()).as(piece.body()).isEqualTo(200);
        }
        given().post(DATASETS + "/large/uploads/" + upload + "/pieces/" + file + "/join?digest=" + Digest.of(bytes))
                .then()
                .statusCode(200)
                .body("digest", equalTo(Digest.of(bytes).toString()));
        commit("large", upload, "{\"version\":\"v1\"}").then().body("bytes", equalTo(2 * bytes.length));
    }

    @Test
    void sharedDatasetIsReadFromAnotherProjectAndOnlyAsFarAsItIsShared() {
        create("shared", "{\"sharing\":{\"scope\":\"Projects\",\"projects\":[\"outside\"]}}");
        var upload = begin("shared");
        put("shared", upload, "a", "x");
        commit("shared", upload, "{\"version\":\"v1\"}");
        var asSeen = ROOT + "/namespaces/%s/datasets/shared/versions/v1?project=vision";

        given().get(asSeen.formatted("outside")).then().statusCode(200).body("project", equalTo("vision"));
        given().get(asSeen.formatted("speech")).then().statusCode(404);
        given().get(ROOT + "/namespaces/outside/datasets").then().body("items.metadata.name", hasItem("shared"));
        given().get(ROOT + "/namespaces/speech/datasets?name=shared").then().body("items", hasSize(0));
    }

    @Test
    void versionsAreUnpackedComparedCheckedExportedAndLookedInto() throws Exception {
        create("life", "{}");
        var upload = begin("life");
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("t.csv"));
            zip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        given().contentType("application/zip")
                .body(archive.toByteArray())
                .post(DATASETS + "/life/uploads/" + upload + "/files?directory=in")
                .then()
                .statusCode(200)
                .body("files", equalTo(1));
        commit("life", upload, "{\"version\":\"v1\"}");
        var more = begin("life");
        put("life", more, "in/t.csv", "a,b\n3,4\n");
        commit("life", more, "{\"version\":\"v2\"}");
        var v1 = DATASETS + "/life/versions/v1";

        given().get(v1 + "/diff?to=v2").then().statusCode(200).body("totals.changed", equalTo(1));
        assertThat(given().post(v1 + "/verify").asString())
                .endsWith("{\"files\":1,\"bytes\":8,\"faults\":0,\"done\":true}\n");
        try (var zip =
                new ZipInputStream(given().get(v1 + "/archive?format=zip").asInputStream())) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("in/t.csv");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n1,2\n");
        }
        given().get(v1 + "/preview?path=in/t.csv")
                .then()
                .statusCode(200)
                .body("table.totalRows", equalTo(1))
                .body("table.columns.name", contains("a", "b"));
        given().contentType("application/json")
                .body("{\"path\":\"in/t.csv\",\"sql\":\"SELECT a + b AS c FROM data\"}")
                .post(v1 + "/query")
                .then()
                .statusCode(200)
                .body("rows[0][0]", equalTo("3"));
        given().delete(v1).then().statusCode(200).body("deletedAt", notNullValue());
        given().get(v1).then().statusCode(404);
        given().get(DATASETS + "/life/deletedversions").then().body("items.name", contains("v1"));
        given().post(v1 + "/restore").then().statusCode(200);
        given().get(v1).then().statusCode(200);
    }

    @Test
    void wrongInputIsNamed() {
        create("wrong", "{}");
        var upload = begin("wrong");

        commit("wrong", upload, "{\"version\":\"V 1\"}")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("version"));
        put("wrong", upload, "../etc/passwd", "x").then().statusCode(422).body("reason", equalTo("Invalid"));
        given().contentType("application/json")
                .post(DATASETS + "/wrong/uploads")
                .then()
                .statusCode(422);
        given().contentType("application/json")
                .body("{}")
                .post(DATASETS + "/none/uploads")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body("{\"metadata\":{\"name\":\"wide\"},\"spec\":{\"sharing\":{\"scope\":\"Platform\"}}}")
                .post(DATASETS)
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("spec.sharing.scope"));
        given().get(DATASETS + "/wrong/versions?fieldSelector=nothing=1").then().statusCode(400);
    }

    @Test
    void deletedDatasetIsGoneAndItsNameIsFree() {
        create("again", "{}");
        var upload = begin("again");
        commit("again", upload, "{\"version\":\"v1\"}");

        given().delete(DATASETS + "/again").then().statusCode(204);

        awaitGone("again");
        create("again", "{}");
        given().get(DATASETS + "/again/versions").then().statusCode(200).body("items", hasSize(0));
        given().delete(DATASETS + "/again").then().statusCode(204);
        awaitGone("again");
        var deleted = ROOT + "/namespaces/vision/deleteddatasets";
        given().get(deleted).then().body("items.name", hasItem("again"));
        String first = given().get(deleted).path("items.findAll { it.name == 'again' }.id[-1]");
        given().post(deleted + "/" + first + "/restore").then().statusCode(201);
        given().get(DATASETS + "/again/versions/v1").then().statusCode(200);
    }

    private static void awaitGone(String name) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get(DATASETS + "/" + name).then().statusCode(404));
    }

    private static void create(String name, String spec) {
        given().contentType("application/json")
                .body("{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":" + spec + "}")
                .post(DATASETS)
                .then()
                .statusCode(201);
    }

    private static String begin(String dataset) {
        return given().contentType("application/json")
                .body("{}")
                .post(DATASETS + "/" + dataset + "/uploads")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response put(String dataset, String upload, String path, String text) {
        return given().contentType("application/octet-stream")
                .queryParam("path", path)
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put(DATASETS + "/" + dataset + "/uploads/" + upload + "/files");
    }

    private static Response commit(String dataset, String upload, String body) {
        return given().contentType("application/json")
                .body(body)
                .post(DATASETS + "/" + dataset + "/uploads/" + upload + "/commit");
    }

    /** As ks-apiserver proxies it. */
    private static RequestSpecification given() {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("X-Remote-User", "ada");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("X-Remote-User", "ada")
                .header("Content-Type", "application/octet-stream")
                .timeout(Duration.ofSeconds(60));
    }
}
