package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.ImportWorld.http;
import static io.kubesphere.ai.dataset.control.ImportWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.testing.S3ForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replica in a process of its own is killed by SIGKILL in each step of an import; another one brings it to its end. */
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
            case Claim -> killAtLock(
                    "SELECT pg_advisory_xact_lock(hashtextextended('" + ContentSpace.of(world.vision) + "', 1001))");
            case Commit -> killAtLock("SELECT 1 FROM dataset.dataset d JOIN dataset.import i ON i.dataset_id = d.id"
                    + " WHERE i.id = '" + name.id() + "' FOR UPDATE OF d");
        }
    }

    /** The process has asked for the content of this number, and is dead before it gets it. */
    private void killAtContent(int number) throws Exception {
        var reached = new CompletableFuture<Void>();
        var dead = new CompletableFuture<Void>();
        var count = new java.util.concurrent.atomic.AtomicInteger();
        source.beforeContent = () -> {
            if (count.incrementAndGet() == number) {
                reached.complete(null);
                dead.join();
            }
        };
        var process = start();
        try {
            reached.get(2, TimeUnit.MINUTES);
        } finally {
            kill(process);
            source.beforeContent = () -> {};
            dead.complete(null);
        }
    }

    /** The process waits for a lock that we hold, and is dead before it gets it. */
    private void killAtLock(String lock) throws Exception {
        try (var handle = MigratedDatabase.jdbi().open()) {
            handle.begin();
            handle.execute(lock);
            var process = start();
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> waiting(handle) > 0);
            } finally {
                kill(process);
                handle.rollback();
            }
        }
        // What the dead process had begun in the database is undone once that sees that it is gone.
        await().atMost(Duration.ofMinutes(1)).until(() -> MigratedDatabase.jdbi().withHandle(KilledImportTest::waiting) == 0);
    }

    private static int waiting(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .mapTo(Integer.class)
                .one();
    }

    private Process start() throws Exception {
        return OtherProcess.start(world, server, world.resources.get(world.vision, "cats"));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
