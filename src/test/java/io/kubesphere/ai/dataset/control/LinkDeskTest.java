package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileLink;
import io.kubesphere.ai.kernel.content.ContentLinks;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectLinks;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read at the object store itself, by whoever was given a link, for a while. */
@BesideOthers
class LinkDeskTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private S3ForTests server;
    private DatasetWorld world;
    private DatasetName cats;

    @BeforeEach
    void start() {
        server = S3ForTests.start(directory);
        world = new DatasetWorld(ObjectStore.onS3(UploadToS3Test.location(server)));
        cats = world.cats();
        world.version(cats, "v1", "test/z.txt", "train/a.txt", "train/\u732b.txt");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void linkIsReadWithoutCredentialsAndIsTheFile() throws Exception {
        var link = links(Duration.ofMinutes(5))
                .page(cats, "v1", "train/a", ListQuery.ALL)
                .items()
                .get(0);

        var answer = get(link.url());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("train/a.txt").hasSize((int) link.size());
    }

    @Test
    void linksArePagedInTheOrderOfPathsBelowAPrefix() {
        var page = links(Duration.ofMinutes(5)).page(cats, "v1", "train/", ListQuery.ALL.page(2, 1));

        assertThat(page.totalItems()).isEqualTo(2);
        assertThat(page.items()).extracting(FileLink::path).containsExactly("train/\u732b.txt");
    }

    @Test
    void linkIsOfOneObjectOnly() throws Exception {
        var link = links(Duration.ofMinutes(5))
                .page(cats, "v1", "train/a", ListQuery.ALL)
                .items()
                .get(0);
        var other = links(Duration.ofMinutes(5))
                .page(cats, "v1", "test/", ListQuery.ALL)
                .items()
                .get(0);

        var swapped = URI.create(link.url()
                .toString()
                .replace(link.url().getRawPath(), other.url().getRawPath()));

        assertThat(get(swapped).statusCode()).isEqualTo(403);
    }

    @Test
    void linkEnds() {
        var link = links(Duration.ofSeconds(1))
                .page(cats, "v1", "train/a", ListQuery.ALL)
                .items()
                .get(0);

        await().atMost(Duration.ofSeconds(20)).until(() -> get(link.url()).statusCode() == 403);
    }

    @Test
    void whereTheObjectStoreIsNotExposedTheWayAroundIsNamed() {
        var desk = new LinkDesk(world.finder, world.versionFiles, new ContentLinks(ObjectLinks.none()));

        var refused = catchThrowableOfType(Problem.class, () -> desk.page(cats, "v1", "", ListQuery.ALL));

        assertThat(refused.code()).isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(refused).hasMessageContaining("content?path=");
    }

    @Test
    void versionOfAnotherProjectGetsNoLink() {
        var foreign = DatasetName.of(world.outside, Optional.of(world.vision), "cats");

        var refused = catchThrowableOfType(
                Problem.class, () -> links(Duration.ofMinutes(5)).page(foreign, "v1", "", ListQuery.ALL));

        assertThat(refused.code()).isEqualTo(Problem.Code.NOT_FOUND);
    }

    private LinkDesk links(Duration life) {
        var links = ObjectLinks.onS3(UploadToS3Test.location(server), life);
        return new LinkDesk(world.finder, world.versionFiles, new ContentLinks(links));
    }

    private HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
}
