package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.ImportWorld.http;
import static io.kubesphere.ai.dataset.control.ImportWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replica in a process of its own is killed by SIGKILL in each step of an import; another one brings it to its end. */
@BesideOthers
class KilledImportTest {
    private static final int PIECE = 5 << 20;

    /** Where the process is when it dies. */
    private enum Step {
        FirstPiece,
        LaterPiece,
        AnotherFile,
        Claim,
        Commit
    }

    private final FileServer source = new FileServer();
    private final byte[] big = UploadContract.random(3 * PIECE);
    private final byte[] small = UploadContract.random(1000);
    private final Kills kills = new Kills();
    private S3ForTests server;
    private DatasetWorld world;
    private ImportWorld imports;

    @BeforeEach
    void make(@TempDir Path directory) {
        server = S3ForTests.start(directory);
        world = new DatasetWorld(ObjectStore.onS3(UploadToS3Test.location(server)));
        imports = new ImportWorld(world);
        source.file("/big.bin", big).file("/small.bin", small);
    }

    @AfterEach
    void stop() {
        source.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBegunIsBroughtToItsEnd(Step step) throws Exception {
        var cats = world.cats();
        var name = imports.begin(cats, wanted(http(source.url("/big.bin"), source.url("/small.bin"))));

        killIn(step, name);
        imports.timePasses(name);
        imports.replica().runDue();

        var done = imports.desk.get(name);
        assertThat(done.state()).as(done.message()).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::digest)
                .containsExactly(Digest.of(big).toString(), Digest.of(small).toString());
        assertThat(world.collection.collect(world.vision)).isPresent();
        assertThat(StoredContents.over(world.store).contents(ContentSpace.of(world.vision), ""))
                .hasSize(2);
        assertThat(world.store.list("staging/", "", 10)).isEmpty();
    }

    private void killIn(Step step, ImportName name) throws Exception {
        switch (step) {
            case FirstPiece -> killAtContent(1);
            case LaterPiece -> killAtContent(3);
            case AnotherFile -> killAtContent(4);
            case Claim ->
                killAtLock("SELECT pg_advisory_xact_lock(hashtextextended('" + ContentSpace.of(world.vision)
                        + "', 1001))");
            case Commit ->
                killAtLock("SELECT 1 FROM dataset.dataset d JOIN dataset.import i ON i.dataset_id = d.id"
                        + " WHERE i.id = '" + name.id() + "' FOR UPDATE OF d");
        }
    }

    private void killAtContent(int number) throws Exception {
        var count = new AtomicInteger();
        kills.atMoment(
                this::start,
                moment -> source.beforeContent = () -> {
                    if (count.incrementAndGet() == number) {
                        moment.run();
                    }
                });
        source.beforeContent = () -> {};
    }

    private void killAtLock(String lock) throws Exception {
        kills.atLock(lock, this::start);
    }

    private Process start() throws IOException {
        return OtherProcess.importing(world, server, world.resources.get(world.vision, "cats"));
    }
}
