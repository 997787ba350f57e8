package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.Secret;
import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetRef;
import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.VersionWalks.ArchiveFormat;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import io.kubesphere.ai.testing.RequestRelay;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Versions of what stays in a bucket of a real S3 server that is not ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class ExternalBucketTest {
    private S3ForTests foreign;
    private S3ForTests ours;
    private ObjectStore bucket;
    private RequestRelay relay;
    private String prefix;
    private DatasetWorld world;
    private ImportWorld imports;
    private DatasetName cats;

    @BeforeAll
    void start(@TempDir Path directory) {
        foreign = S3ForTests.start(directory.resolve("foreign"));
        ours = S3ForTests.start(directory.resolve("ours"));
        bucket = ObjectStore.onS3(UploadToS3Test.location(foreign));
    }

    @AfterAll
    void stop() {
        foreign.close();
        ours.close();
    }

    @BeforeEach
    void make() {
        relay = RequestRelay.before(foreign.endpoint());
        world = new DatasetWorld(ObjectStore.onS3(UploadToS3Test.location(ours)));
        imports = new ImportWorld(world);
        prefix = world.vision + "/";
        imports.secret(world.vision, "key", Map.of("access-key", S3ForTests.KEY, "secret-key", S3ForTests.SECRET));
        cats = dataset("cats", "key", "");
        put("train/a.csv", "x\n1\n");
        put("train/b.csv", "x\n2\n");
        put("notes.txt", "hello");
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private DatasetName dataset(String name, String secret, String sharing) {
        world.dataset(
                world.vision,
                name,
                "{\"storage\":{\"s3\":{\"endpoint\":\"%s\",\"bucket\":\"%s\",\"prefix\":\"%s\",\"secret\":\"%s\"}}%s}"
                        .formatted(relay.endpoint(), S3ForTests.BUCKET, prefix, secret, sharing));
        return DatasetName.own(world.vision, name);
    }

    private void put(String path, String text) {
        bucket.put(prefix + path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static NewImport snapshot(String version) {
        return snapshot(version, null);
    }

    private static NewImport snapshot(String version, String below) {
        var source = ImportOrigin.ofStorage(new ImportOrigin.Snapshot(below));
        return new NewImport(source, version, "", List.of(), "", "", false);
    }

    private DatasetImport taken(DatasetName dataset, String version) {
        var done = imports.run(dataset, snapshot(version));
        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        return done;
    }

    private String read(DatasetName dataset, String version, String path) {
        try (var in = world.versions.file(dataset, version, path).open().apply(new ByteRange(0, 1 << 20))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private Problem refusal(String version, String path) {
        return catchThrowableOfType(Problem.class, () -> read(cats, version, path));
    }

    private List<String> verified(String version) {
        var out = new ByteArrayOutputStream();
        world.walks.verify(cats, version).writeTo(out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void versionIsReadFromTheBucketAndTakesNoByteOfOurs() {
        var done = taken(cats, "v1");

        assertThat(done.progress().bytesDone()).isEqualTo(13);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path, DatasetFile::digest)
                .containsExactly(
                        tuple("notes.txt", Digest.of("hello").toString()),
                        tuple("train/a.csv", Digest.of("x\n1\n").toString()),
                        tuple("train/b.csv", Digest.of("x\n2\n").toString()));
        assertThat(read(cats, "v1", "notes.txt")).isEqualTo("hello");
        assertThat(world.store.list("content/" + world.vision, "", 100)).noneMatch(key -> key.contains("/blobs/"));
        assertThat(world.store.list("staging/", "", 100)).isEmpty();
        assertThat(world.quota.left(ContentSpace.of(world.vision))).isEqualTo(100_000_000);
    }

    @Test
    void largeObjectIsReadInPartsWithoutItsBytesBeingChecked() throws IOException {
        var large = UploadContract.random(3 << 20);
        bucket.put(prefix + "big.bin", large);
        taken(cats, "v1");

        try (var in = world.versions.file(cats, "v1", "big.bin").open().apply(new ByteRange(1_000_000, 1000))) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 1_001_000));
        }
    }

    @Test
    void changedObjectIsToldAndNeverGivenForTheOldOne() {
        taken(cats, "v1");
        put("train/a.csv", "x\n9\n");

        var refused = refusal("v1", "train/a.csv");

        assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(refused.getMessage()).contains("train/a.csv", S3ForTests.BUCKET, "has been changed");
        assertThat(read(cats, "v1", "train/b.csv")).isEqualTo("x\n2\n");
        assertThat(verified("v1"))
                .contains("{\"path\":\"train/a.csv\",\"fault\":\"Changed\"}")
                .last()
                .isEqualTo("{\"files\":3,\"bytes\":13,\"faults\":1,\"done\":true}");
        taken(cats, "v2");
        assertThat(read(cats, "v2", "train/a.csv")).isEqualTo("x\n9\n");
        assertThat(refusal("v1", "train/a.csv").code()).isEqualTo(Problem.Code.CONFLICT);
    }

    @Test
    void vanishedObjectIsToldAndComesBackWithItsBytes() {
        taken(cats, "v1");
        bucket.delete(prefix + "notes.txt");

        var refused = refusal("v1", "notes.txt");

        assertThat(refused.code()).isEqualTo(Problem.Code.EXPIRED);
        assertThat(refused.getMessage()).contains("notes.txt", "not in bucket");
        assertThat(verified("v1")).contains("{\"path\":\"notes.txt\",\"fault\":\"Missing\"}");
        put("notes.txt", "hello");
        assertThat(read(cats, "v1", "notes.txt")).isEqualTo("hello");
    }

    @Test
    void otherObjectOfTheSameBytesStandsInForOneThatIsGone() {
        put("copy.txt", "hello");
        taken(cats, "v1");
        bucket.delete(prefix + "notes.txt");

        assertThat(read(cats, "v1", "notes.txt")).isEqualTo("hello");
    }

    @Test
    void bytesThatAreOthersUnderTheSameTagAreRefusedBeforeTheirEnd() {
        taken(cats, "v1");
        var wrong = Digest.of("others");
        world.database.with(handle -> handle.execute(
                "UPDATE dataset.origin_file SET digest = decode(?, 'hex') WHERE location = ?",
                wrong.hex(),
                prefix + "notes.txt"));
        var space = world.versionStore
                .find(world.finder.dataset(cats), "v1")
                .orElseThrow()
                .space();

        var refused = catchThrowableOfType(Problem.class, () -> {
            try (var in = world.content.open(space, wrong).orElseThrow()) {
                in.readAllBytes();
            }
        });

        assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(refused.getMessage()).contains("other bytes");
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() {
        taken(cats, "v1");
        put("train/a.csv", "x\n9\n");
        relay.requests.clear();

        taken(cats, "v2");

        assertThat(relay.gets("/" + prefix)).singleElement().satisfies(line -> assertThat(line)
                .contains("train/a.csv"));
        assertThat(read(cats, "v2", "notes.txt")).isEqualTo("hello");
    }

    @Test
    void partOfTheStorageKeepsItsPaths() {
        var done = imports.run(cats, snapshot("v1", "train/"));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path)
                .containsExactly("train/a.csv", "train/b.csv");
    }

    @Test
    void wrongCredentialsAreToldAndRightOnesCountAtOnce() {
        imports.secret(world.vision, "wrong", Map.of("access-key", S3ForTests.KEY, "secret-key", "guessed"));
        var locked = imports.run(dataset("locked", "wrong", ""), snapshot("v1"));
        assertThat(locked.state()).isEqualTo(State.Failed);
        assertThat(locked.message()).contains("refuses", "Secret");
        taken(cats, "v1");
        rotate("guessed");
        world.clock.advance(Duration.ofMinutes(2));

        assertThat(refusal("v1", "notes.txt").code()).isEqualTo(Problem.Code.FORBIDDEN);

        rotate(S3ForTests.SECRET);
        assertThat(read(cats, "v1", "notes.txt")).isEqualTo("hello");
    }

    private void rotate(String secretKey) {
        world.cluster.objects().delete(Secret.class, world.vision, "key");
        imports.secret(world.vision, "key", Map.of("access-key", S3ForTests.KEY, "secret-key", secretKey));
    }

    @Test
    void whoMayNotReadTheSecretTakesNoSnapshot() {
        var refused = catchThrowableOfType(
                Problem.class, () -> imports.desk.begin(ImportWorld.BLIND, world.vision, "cats", snapshot("v1")));

        assertThat(refused.causes()).singleElement().satisfies(cause -> assertThat(cause.field())
                .isEqualTo("source.storage"));
    }

    @Test
    void nothingIsSentToItAndNothingElseImported() {
        var sent = catchThrowableOfType(Problem.class, () -> world.begin(cats, new NewUpload(null)));
        assertThat(sent.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(sent.getMessage()).contains("only read", "imports");
        var other = catchThrowableOfType(
                Problem.class,
                () -> imports.begin(cats, ImportWorld.wanted(ImportWorld.http("https://example.org/x"))));
        assertThat(other.causes()).extracting(Problem.Cause::field).containsExactly("source");
        world.dataset(world.vision, "own", "{}");
        var own = catchThrowableOfType(
                Problem.class, () -> imports.begin(DatasetName.own(world.vision, "own"), snapshot("v1")));
        assertThat(own.causes()).extracting(Problem.Cause::field).containsExactly("source.storage");
    }

    @Test
    void addressOfTheMetadataServerIsNoStorage() {
        var refused = catchThrowableOfType(
                Problem.class,
                () -> world.dataset(
                        world.vision,
                        "bad",
                        "{\"storage\":{\"s3\":{\"endpoint\":\"http://169.254.169.254\",\"bucket\":\"a/b\",\"secret\":\"A/b\"}}}"));

        assertThat(refused.causes())
                .extracting(Problem.Cause::field)
                .containsExactly("spec.storage.s3.endpoint", "spec.storage.s3.bucket", "spec.storage.s3.secret");
    }

    @Test
    void sharedWithAnotherProjectItIsReadThereAndImportedAndHiddenFromAThird() throws IOException {
        var shared = dataset(
                "shared", "key", ",\"sharing\":{\"scope\":\"Projects\",\"projects\":[\"" + world.speech + "\"]}");
        taken(shared, "v1");
        var seen = new DatasetName(world.speech, world.vision, "shared");

        assertThat(read(seen, "v1", "notes.txt")).isEqualTo("hello");
        var hidden = new DatasetName(world.outside, world.vision, "shared");
        assertThat(catchThrowableOfType(Problem.class, () -> read(hidden, "v1", "notes.txt"))
                        .code())
                .isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(resolved(world.outside).version()).isEmpty();
        var version = resolved(world.speech).version().orElseThrow();
        try (var in = world.content.open(version.project(), Digest.of("hello")).orElseThrow()) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
        var copy = DatasetName.own(world.speech, "copy");
        world.dataset(world.speech, "copy", "{}");
        var done = imports.run(
                copy,
                ImportWorld.wanted(
                        new ImportOrigin(null, null, new ImportOrigin.Shared(world.vision, "shared", "v1", null))));
        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        bucket.delete(prefix + "notes.txt");
        assertThat(read(copy, "v1", "notes.txt")).isEqualTo("hello");
    }

    private Datasets.Resolution resolved(String project) {
        return world.door.resolve(project, "spec.inputs[0]", new DatasetRef(world.vision, "shared", "v1"));
    }

    @Test
    void brokenLineIsGoneOnWithWhereItBroke() {
        bucket.put(prefix + "big.bin", UploadContract.random(3 << 20));
        relay.cutsAfter = 1 << 20;

        taken(cats, "v1");

        assertThat(relay.gets("big.bin")).hasSizeGreaterThan(1);
        assertThat(world.versions.files(cats, "v1", "big", ListQuery.ALL).items())
                .extracting(DatasetFile::digest)
                .containsExactly(Digest.of(UploadContract.random(3 << 20)).toString());
    }

    @Test
    void serverThatSaysNothingIsTriedAgainLater() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            world.dataset(
                    world.vision,
                    "silent",
                    "{\"storage\":{\"s3\":{\"endpoint\":\"http://127.0.0.1:%d\",\"bucket\":\"silent\"}}}"
                            .formatted(silent.getLocalPort()));

            var waits = imports.run(DatasetName.own(world.vision, "silent"), snapshot("v1"));

            assertThat(waits.state()).isEqualTo(State.Waiting);
            assertThat(waits.message()).contains("does not answer");
        }
    }

    @Test
    void objectThatChangesWhileTheSnapshotIsTakenFailsIt() {
        relay.before = line -> {
            if (line.startsWith("GET ") && line.contains("train/b.csv")) {
                put("train/b.csv", "x\nother\n");
            }
        };

        var done = imports.run(cats, snapshot("v1"));

        assertThat(done.state()).isEqualTo(State.Failed);
        assertThat(done.message()).contains("train/b.csv", "changed");
        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
    }

    @Test
    void replicaThatIsKilledInTheMiddleIsFollowedByOneThatReadsTheRest() throws Exception {
        var name = begin("v1");
        var count = new AtomicInteger();
        new Kills()
                .atMoment(
                        () -> OtherProcess.importing(world, ours, world.resources.get(world.vision, "cats")),
                        moment -> relay.before = line -> {
                            if (line.contains("/" + prefix) && count.incrementAndGet() == 3) {
                                moment.run();
                            }
                        });
        relay.before = line -> {};
        relay.requests.clear();
        imports.timePasses(name);

        imports.replica().runDue();

        var done = imports.desk.get(name);
        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(relay.gets("list-type=2")).isEmpty();
        assertThat(verified("v1")).last().asString().contains("\"files\":3", "\"faults\":0,\"done\":true");
    }

    private ImportName begin(String version) {
        return imports.begin(cats, snapshot(version));
    }

    @Test
    void exportAndPreviewLookIntoTheBucket() throws IOException {
        taken(cats, "v1");
        var out = new ByteArrayOutputStream();

        world.walks.export(cats, "v1", "train/", ArchiveFormat.zip).writeTo(out);

        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("train/a.csv");
            assertThat(zip.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("x\n1\n");
        }
        assertThat(world.previews
                        .preview(cats, "v1", "notes.txt")
                        .text()
                        .orElseThrow()
                        .head())
                .isEqualTo("hello");
        put("notes.txt", "other");
        assertThat(catchThrowableOfType(Problem.class, () -> world.previews.preview(cats, "v1", "notes.txt"))
                        .code())
                .isEqualTo(Problem.Code.CONFLICT);
    }

    @Test
    void collectionForgetsWhatIsGivenUpAndLeavesTheBucketAlone() {
        taken(cats, "v1");
        put("train/a.csv", "x\n9\n");
        taken(cats, "v2");
        world.versions.delete(world.vision, "cats", "v1");
        world.clock.advance(Duration.ofDays(8));

        assertThat(world.collection.collect(world.vision)).isPresent();

        assertThat(world.store.list("content/" + world.vision, "", 100))
                .filteredOn(key -> key.contains("/manifests/"))
                .hasSize(1);
        assertThat(origins()).isEqualTo(1);
        assertThat(bucket.list(prefix, "", 100)).hasSize(3);
        assertThat(read(cats, "v2", "notes.txt")).isEqualTo("hello");
        world.versions.delete(world.vision, "cats", "v2");
        world.clock.advance(Duration.ofDays(8));
        assertThat(world.collection.collect(world.vision)).isPresent();
        assertThat(origins()).isZero();
        assertThat(bucket.list(prefix, "", 100)).hasSize(3);
    }

    private int origins() {
        return world.database.with(
                handle -> handle.createQuery("SELECT count(*) FROM dataset.origin WHERE space LIKE :space")
                        .bind("space", world.vision + ".external.%")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void datasetThatIsDeletedAndBroughtBackHasItsVersions() {
        taken(cats, "v1");
        var record = world.finder.dataset(cats);
        world.records.deleted(world.resources.get(world.vision, "cats"));
        world.library.delete(world.vision, "cats");
        world.library.restore(DatasetWorld.ADA, world.vision, record.toString());

        assertThat(read(cats, "v1", "notes.txt")).isEqualTo("hello");
        taken(cats, "v2");
    }
}
