package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.ImportWorld.http;
import static io.kubesphere.ai.dataset.control.ImportWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.store.ImportFiles;
import io.kubesphere.ai.dataset.store.ImportStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are fetched from web servers and other datasets, whatever breaks on the way. */
class ImportTest {
    private static final int PIECE = 5 << 20;

    private final FileServer server = new FileServer();

    @TempDir
    private Path directory;

    private DatasetWorld world;
    private ImportWorld imports;
    private DatasetName cats;

    @BeforeEach
    void make() {
        world = new DatasetWorld(ObjectStore.inDirectory(directory));
        imports = new ImportWorld(world);
        cats = world.cats();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void filesOfAWebServerBecomeAVersion() {
        server.file("/data/train%20set.csv", bytes("unused"))
                .file("/data/train set.csv", bytes("x,y\n1,2\n"))
                .file("/get", bytes("named"))
                .file("/empty.txt", new byte[0]);
        server.named("/get", "attachment; filename=\"plain.txt\"; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt");
        var source = http(server.url("/data/train%20set.csv"), server.url("/get?id=7"), server.url("/empty.txt"));

        var done = imports.run(cats, new NewImport(source, "v1", "first", List.of("gold"), "", "2026", false));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(done.progress().filesDone()).isEqualTo(3);
        assertThat(done.progress().bytesDone()).isEqualTo(13);
        assertThat(files("v1")).containsExactly("2026/empty.txt", "2026/grüße.txt", "2026/train set.csv");
        assertThat(world.versions.get(cats, "gold").creator()).isEqualTo("ada");
        assertThat(done.request().source().http().urls()).contains(server.url("/get?…"));
    }

    @Test
    void brokenConnectionGoesOnWhereItWas() {
        var content = UploadContract.random(3_000_000);
        server.file("/a.bin", content);
        server.breakAfter(1_000_000, 500_000, 700_000);

        var done = imports.run(cats, wanted(http(server.url("/a.bin"))));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(digests("v1")).containsExactly(Digest.of(content).toString());
        assertThat(server.requests).anyMatch(request -> request.contains("bytes=") && request.contains("\""));
        // The look at the file costs what the server has sent before we hang up; the content itself came once.
        assertThat(server.bytes.get()).isLessThan(2L * content.length + 100_000);
    }

    @Test
    void serverThatCannotGoOnStartsThatFileAnewAndNoOther() {
        var content = UploadContract.random(3_000_000);
        server.file("/a.txt", bytes("small")).file("/b.bin", content);
        server.givesParts = false;
        server.breakAfter(1_000_000);
        var name = imports.begin(cats, wanted(http(server.url("/a.txt"), server.url("/b.bin"))));

        imports.replica().runDue();
        var between = imports.desk.get(name);
        imports.timePasses(name);
        imports.replica().runDue();

        assertThat(between.state()).isEqualTo(State.Waiting);
        assertThat(between.message()).contains("broke off");
        assertThat(between.nextAttemptAt()).isPresent();
        assertThat(imports.desk.get(name).state()).isEqualTo(State.Succeeded);
        assertThat(digests("v1")).contains(Digest.of(content).toString());
        assertThat(server.requests.stream().filter(request -> request.startsWith("/a.txt")))
                .hasSize(2);
    }

    @Test
    void replicaThatDiesLeavesWhatHasArrivedToTheNext() throws Exception {
        var content = UploadContract.random(3 * PIECE + 1000);
        server.file("/big.bin", content);
        var name = imports.begin(cats, wanted(http(server.url("/big.bin"))));
        var third = new CompletableFuture<Void>();
        var count = new int[1];
        server.beforeContent = () -> {
            if (++count[0] == 3) {
                third.complete(null);
                new CompletableFuture<Void>().join();
            }
        };
        var dead = new Thread(imports.replica()::runDue);
        dead.setDaemon(true);
        dead.start();
        third.get(60, TimeUnit.SECONDS);

        server.beforeContent = () -> {};
        var before = server.requests.size();
        imports.timePasses(name);
        imports.replica().runDue();

        var done = imports.desk.get(name);
        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(digests("v1")).containsExactly(Digest.of(content).toString());
        assertThat(server.requests.subList(before, server.requests.size()))
                .extracting(request -> request.split(" ")[1])
                .containsExactly(
                        "bytes=" + 2 * PIECE + "-" + (3 * PIECE - 1), "bytes=" + 3 * PIECE + "-" + (3 * PIECE + 999));
    }

    @Test
    void contentThatChangesOnTheWayIsNeverPutTogether() {
        server.file("/big.bin", UploadContract.random(2 * PIECE));
        var count = new int[1];
        server.beforeContent = () -> {
            if (++count[0] == 1) {
                server.file("/big.bin", UploadContract.random(2 * PIECE + 1));
            }
        };

        var done = imports.run(cats, wanted(http(server.url("/big.bin"))));

        assertThat(done.state()).isEqualTo(State.Failed);
        assertThat(done.message()).contains("has been changed");
        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
    }

    @Test
    void passingTroubleIsTriedAgainUntilPatienceEnds() {
        server.file("/a.txt", bytes("hello"));
        var name = imports.begin(cats, wanted(http(server.url("/a.txt"))));
        server.refuse(503, 429, 500, 503);

        for (var attempt = 1; attempt <= 3; attempt++) {
            imports.replica().runDue();
            assertThat(imports.desk.get(name).state()).isEqualTo(State.Waiting);
            assertThat(imports.desk.get(name).attempts()).isEqualTo(attempt);
            imports.timePasses(name);
        }
        imports.replica().runDue();
        var failed = imports.desk.get(name);
        assertThat(failed.state()).isEqualTo(State.Failed);
        assertThat(failed.message()).contains("3 times", "HTTP 500");

        server.refuse();
        imports.desk.retry(name);
        imports.replica().runDue();
        imports.timePasses(name);
        imports.replica().runDue();
        assertThat(imports.desk.get(name).state()).isEqualTo(State.Succeeded);
        assertThat(code(() -> imports.desk.retry(name))).isEqualTo(Problem.Code.CONFLICT);
    }

    @Test
    void whatIsNotThereOrRefusedFailsAtOnceAndSaysSo() {
        server.file("/a.txt", bytes("hello"));
        server.login = Optional.of("Bearer good");

        assertThat(failure(http(server.url("/a.txt?signature=hidden"))))
                .contains("401", "Secret")
                .doesNotContain("hidden");
        server.login = Optional.empty();
        assertThat(failure(http(server.url("/none")))).contains("nothing at", "404");
    }

    @Test
    void tokenOfASecretGoesToItsServerAndNoOther() {
        imports.secret(world.vision, "login", Map.of("token", "good\n"));
        try (var elsewhere = new FileServer()) {
            server.file("/a.txt", bytes("hello"));
            server.login = Optional.of("Bearer good");
            elsewhere.file("/b.txt", bytes("bye"));
            server.redirect("/b.txt", elsewhere.url("/b.txt"));
            var source = new ImportOrigin(
                    new ImportOrigin.Http(List.of(server.url("/a.txt"), server.url("/b.txt")), "login"), null, null);

            var done = imports.run(cats, wanted(source));

            assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
            assertThat(elsewhere.requests).isNotEmpty().allMatch(request -> request.endsWith(" null"));
            assertThat(code(() -> imports.desk.begin(ImportWorld.BLIND, world.vision, "cats", again(source))))
                    .isEqualTo(Problem.Code.INVALID);
        }
    }

    @Test
    void archivesAreUnpackedOnArrivalAlsoWhenTheyComeInPieces() throws IOException {
        var large = UploadContract.random(PIECE + 1000);
        server.file("/big.zip", zip(Map.of("in/large.bin", large, "in/a.txt", bytes("a"))))
                .file("/small.zip", zip(Map.of("b.txt", bytes("b"))))
                .file("/plain.csv", bytes("x\n1\n"));
        var source = http(server.url("/big.zip"), server.url("/small.zip"), server.url("/plain.csv"));

        var done = imports.run(cats, new NewImport(source, "v1", "", List.of(), "", "data", true));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(files("v1")).containsExactly("data/b.txt", "data/in/a.txt", "data/in/large.bin", "data/plain.csv");
    }

    @Test
    void versionOfAnotherProjectIsTakenOverWithoutMovingItsBytes() {
        world.dataset(
                world.speech,
                "words",
                "{\"sharing\":{\"scope\":\"Projects\",\"projects\":[\"" + world.vision + "\"]}}");
        world.version(DatasetName.own(world.speech, "words"), "v3", "a/1.txt", "a/2.txt", "b/3.txt");
        var shared = new ImportOrigin(null, null, new ImportOrigin.Shared(world.speech, "words", "latest", "a/"));

        var done = imports.run(cats, wanted(shared));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(files("v1")).containsExactly("a/1.txt", "a/2.txt");
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("a/1.txt")))
                .isTrue();
        assertThat(world.versions.uses(DatasetWorld.ADA, DatasetName.own(world.speech, "words"), "v3"))
                .singleElement()
                .satisfies(use -> assertThat(use.kind()).isEqualTo("DatasetImport"))
                .satisfies(use -> assertThat(use.endedAt()).isPresent());
        world.dataset(world.speech, "secret", "{}");
        world.version(DatasetName.own(world.speech, "secret"), "v1", "x");
        var hidden = new ImportOrigin(null, null, new ImportOrigin.Shared(world.speech, "secret", "v1", null));
        assertThat(code(() -> imports.begin(cats, again(hidden)))).isEqualTo(Problem.Code.INVALID);
    }

    @Test
    void cancelledImportStopsInTheMiddleAndLeavesNothing() throws Exception {
        server.file("/big.bin", UploadContract.random(2 * PIECE));
        var name = imports.begin(cats, wanted(http(server.url("/big.bin"))));
        var begun = new CompletableFuture<Void>();
        var cancelled = new CompletableFuture<Void>();
        server.beforeContent = () -> {
            begun.complete(null);
            cancelled.join();
        };
        var run = CompletableFuture.runAsync(imports.replica()::runDue);
        begun.get(60, TimeUnit.SECONDS);

        imports.desk.cancel(name);
        cancelled.complete(null);
        run.get(60, TimeUnit.SECONDS);

        assertThat(imports.desk.get(name).state()).isEqualTo(State.Cancelled);
        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
        assertThat(world.collection.collect(world.vision)).isPresent();
        assertThat(world.store.list("staging/", "", 10)).isEmpty();
        assertThat(imports.desk.cancel(name).state()).isEqualTo(State.Cancelled);
        ImportStore.over(world.database).forgetFiles();
        assertThat(ImportFiles.over(world.database).pending(UUID.fromString(name.id()), "", 10))
                .isEmpty();
    }

    @Test
    void whatMayBeSecretInAnAddressIsKeptNoLongerThanNeeded() {
        server.file("/a.txt", bytes("hello"));
        var cancelled = imports.begin(cats, wanted(http(server.url("/a.txt?signature=hidden"))));
        imports.desk.cancel(cancelled);
        var done = imports.begin(cats, wanted(http(server.url("/a.txt?signature=hidden"))));
        assertThat(requests(done)).contains("hidden");

        imports.replica().runDue();

        assertThat(imports.desk.get(done).state()).isEqualTo(State.Succeeded);
        assertThat(requests(cancelled) + requests(done)).doesNotContain("hidden");
    }

    private String requests(ImportName name) {
        return world.database.with(handle -> handle.createQuery("SELECT request FROM dataset.import WHERE id = ?::uuid")
                .bind(0, name.id())
                .mapTo(String.class)
                .one());
    }

    @Test
    void quotaIsCheckedBeforeAnythingComesAndWhileItComes() {
        world = new DatasetWorld(
                ObjectStore.inDirectory(directory), DatasetWorld.config(java.util.OptionalLong.of(2_000_000)));
        imports = new ImportWorld(world);
        cats = world.cats();
        server.file("/a.bin", UploadContract.random(3_000_000));

        assertThat(failure(http(server.url("/a.bin")))).contains("3000000 bytes");
        assertThat(server.requests).hasSize(1);
        server.givesParts = false;
        server.saysLength = false;
        assertThat(failure(http(server.url("/a.bin")))).contains("more arrives");
    }

    @Test
    void twoReplicasRunEachImportOnce() {
        server.file("/a.txt", bytes("hello"));
        var names = List.of("one", "two", "three", "four").stream()
                .map(name -> {
                    world.dataset(world.vision, name, "{}");
                    return imports.begin(DatasetName.own(world.vision, name), wanted(http(server.url("/a.txt"))));
                })
                .toList();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(imports.replica()::runDue),
                        CompletableFuture.runAsync(imports.replica()::runDue))
                .join();

        assertThat(names)
                .allSatisfy(name -> assertThat(imports.desk.get(name).state()).isEqualTo(State.Succeeded));
        assertThat(server.requests).hasSize(2 * names.size());
    }

    @Test
    void importOfADeletedDatasetFails() {
        server.file("/a.txt", bytes("hello"));
        var name = imports.begin(cats, wanted(http(server.url("/a.txt"))));
        world.index.remove(world.resources.get(world.vision, "cats"));

        imports.replica().runDue();

        var state =
                world.database.with(handle -> handle.createQuery("SELECT state FROM dataset.import WHERE id = ?::uuid")
                        .bind(0, name.id())
                        .mapTo(String.class)
                        .one());
        assertThat(state).isEqualTo("Failed");
    }

    @Test
    void nameThatIsTakenIsRefusedBeforeAnythingIsFetched() {
        world.version(cats, "v1", "a");

        assertThat(code(() -> imports.begin(cats, wanted(http(server.url("/a.txt"))))))
                .isEqualTo(Problem.Code.ALREADY_EXISTS);
        assertThat(server.requests).isEmpty();
    }

    private static NewImport again(ImportOrigin source) {
        return new NewImport(source, "v2", "", List.of(), "", "", false);
    }

    private String failure(ImportOrigin source) {
        var done = imports.run(cats, wanted(source));
        assertThat(done.state()).as(done.message()).isEqualTo(State.Failed);
        return done.message();
    }

    private static Problem.Code code(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return catchThrowableOfType(Problem.class, action).code();
    }

    private List<String> files(String version) {
        return world.versions.files(cats, version, "", ListQuery.ALL).items().stream()
                .map(DatasetFile::path)
                .toList();
    }

    private List<String> digests(String version) {
        return world.versions.files(cats, version, "", ListQuery.ALL).items().stream()
                .map(DatasetFile::digest)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(0);
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
