package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process that takes a file and commits it is killed by SIGKILL; sending and committing again makes the version. */
@BesideOthers
class KilledUploadTest {
    /** Where the process is when it dies. */
    private enum Step {
        MiddleOfTheFile,
        Claim,
        Commit
    }

    private final Kills kills = new Kills();
    private final FileServer source = new FileServer();
    private final byte[] content = UploadContract.random(9_000_000);
    private S3ForTests server;
    private DatasetWorld world;

    @BeforeEach
    void make(@TempDir Path directory) {
        server = S3ForTests.start(directory);
        world = new DatasetWorld(ObjectStore.onS3(UploadToS3Test.location(server)));
        source.file("/file.bin", content);
    }

    @AfterEach
    void stop() {
        source.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void versionIsThereWholeOrNotAtAllAndSendingAgainMakesIt(Step step) throws Exception {
        var cats = world.cats();
        var upload = world.begin(cats);

        killIn(step, upload);

        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
        assertThat(world.uploads.get(upload).state()).isEqualTo(Upload.State.Open);
        if (step != Step.Commit) {
            world.files.put(
                    upload,
                    new FileBody("file.bin", new ByteArrayInputStream(content), content.length, Optional.empty()));
        }
        // The database may take a moment to see that whoever was committing is gone.
        Awaitility.await()
                .ignoreExceptionsMatching(
                        busy -> busy instanceof Problem problem && problem.code() == Problem.Code.CONFLICT)
                .until(() -> world.commit(upload, "v1").files() == 1);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::digest)
                .containsExactly(Digest.of(content).toString());
        assertThat(world.collection.collect(world.vision)).isPresent();
        assertThat(StoredContents.over(world.store).contents(ContentSpace.of(world.vision), ""))
                .hasSize(1);
        assertThat(world.store.list("staging/", "", 10)).isEmpty();
    }

    private void killIn(Step step, UploadName upload) throws Exception {
        Kills.Start start = () -> OtherProcess.uploading(
                world,
                server,
                world.resources.get(world.vision, "cats"),
                List.of(upload.id(), source.url("/file.bin")));
        switch (step) {
            case MiddleOfTheFile -> kills.atMoment(start, moment -> source.inTheMiddle = moment);
            case Claim ->
                kills.atLock(
                        "SELECT pg_advisory_xact_lock(hashtextextended('" + ContentSpace.of(world.vision) + "', 1001))",
                        start);
            case Commit ->
                kills.atLock(
                        "SELECT 1 FROM dataset.dataset d JOIN dataset.upload u ON u.dataset_id = d.id WHERE u.id = '"
                                + upload.id() + "' FOR UPDATE OF d",
                        start);
        }
    }
}
