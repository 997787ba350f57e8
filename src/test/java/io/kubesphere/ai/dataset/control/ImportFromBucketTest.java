package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.ImportWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.S3ForTests;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Versions that are fetched from a real S3 server into another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportFromBucketTest {
    private S3ForTests foreign;
    private S3ForTests ours;
    private ObjectStore bucket;
    private DatasetWorld world;
    private ImportWorld imports;
    private DatasetName cats;

    @BeforeAll
    void start(@TempDir Path directory) {
        foreign = S3ForTests.start(directory.resolve("foreign"));
        ours = S3ForTests.start(directory.resolve("ours"));
        bucket = ObjectStore.onS3(UploadToS3Test.location(foreign));
        put("loans/2026/a.csv", "x\n1\n");
        put("loans/2026/deep/b.csv", "x\n2\n");
        put("loans/2025/c.csv", "x\n3\n");
        bucket.put("large/big.bin", UploadContract.random(12 << 20));
    }

    @AfterAll
    void stop() {
        foreign.close();
        ours.close();
    }

    @BeforeEach
    void make() {
        world = new DatasetWorld(ObjectStore.onS3(UploadToS3Test.location(ours)));
        imports = new ImportWorld(world);
        cats = world.cats();
        imports.secret(world.vision, "key", Map.of("access-key", S3ForTests.KEY, "secret-key", S3ForTests.SECRET));
        imports.secret(world.vision, "wrong", Map.of("access-key", S3ForTests.KEY, "secret-key", "guessed"));
        imports.secret(world.vision, "half", Map.of("access-key", S3ForTests.KEY));
    }

    private void put(String key, String text) {
        bucket.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportOrigin source(String prefix, String secret) {
        return new ImportOrigin(
                null,
                new ImportOrigin.S3(foreign.endpoint().toString(), null, S3ForTests.BUCKET, prefix, secret, null),
                null);
    }

    private DatasetImport run(ImportOrigin source) {
        return imports.run(cats, wanted(source));
    }

    @Test
    void objectsBelowAPrefixKeepTheirPlacesBelowIt() {
        var done = run(source("loans/2026/", "key"));

        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path)
                .containsExactly("a.csv", "deep/b.csv");
        assertThat(done.progress().bytesDone()).isEqualTo(8);
    }

    @Test
    void prefixMayEndWithinAName() {
        assertThat(run(source("loans/202", "key")).state()).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path)
                .containsExactly("2025/c.csv", "2026/a.csv", "2026/deep/b.csv");
    }

    @Test
    void largeObjectComesInPieces() {
        assertThat(run(source("large/", "key")).state()).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::digest)
                .containsExactly(Digest.of(UploadContract.random(12 << 20)).toString());
    }

    @Test
    void everyTroubleSaysWhoseTurnItIs() {
        assertThat(failed(source("loans/", "wrong"))).contains("refuses", "Secret");
        assertThat(failed(source("loans/", "half"))).contains("secret-key");
        assertThat(failed(source("loans/", "none"))).contains("no Secret none");
        assertThat(failed(source("nothing/", "key"))).contains("no files there");
        assertThat(failed(new ImportOrigin(
                        null,
                        new ImportOrigin.S3(foreign.endpoint().toString(), null, "no-such-bucket", "", "key", null),
                        null)))
                .contains("no-such-bucket");
    }

    @Test
    void ourOwnCredentialsAreNeverUsedForOthers() {
        assertThat(failed(source("loans/", null))).contains("refuses");
    }

    @Test
    void objectStoreOfThePlatformIsNotReachedUnlessTheAdminAllowsIt() {
        var outbound = OutboundNames.of(List.of(), List.of(), host -> InetAddress.getAllByName("127.0.0.1"));
        imports = new ImportWorld(world, outbound);
        var visible = "http://s3.example:" + foreign.endpoint().getPort();

        assertThat(failed(new ImportOrigin(
                        null, new ImportOrigin.S3(visible, null, S3ForTests.BUCKET, "loans/", null, null), null)))
                .contains("127.0.0.1", "no public address");
        var literal = catchThrowableOfType(Problem.class, () -> imports.begin(cats, wanted(source("loans/", null))));
        assertThat(literal.causes()).singleElement().satisfies(cause -> assertThat(cause.field())
                .isEqualTo("source.s3.endpoint"));
    }

    private String failed(ImportOrigin source) {
        var done = run(source);
        assertThat(done.state()).as(done.message()).isEqualTo(State.Failed);
        return done.message();
    }
}
