package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.DatasetWorld.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.NewPiecewise;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.TagRequest;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an upload to a version, over any object store. */
abstract class UploadContract {
    private static final ListQuery FILES = ListQuery.ALL.page(1, 100);

    private DatasetWorld world;
    private DatasetName cats;

    abstract ObjectStore store();

    @BeforeEach
    void make() {
        world = new DatasetWorld(store());
        cats = world.cats();
    }

    @Test
    void whatWasUploadedIsInTheVersion() throws IOException {
        var upload = world.begin(cats);
        world.put(upload, "b/two.csv", "x,y\n1,2\n");
        world.put(upload, "a.txt", "hello");

        var version = world.commit(upload, "v1");

        assertThat(version.files()).isEqualTo(2);
        assertThat(version.bytes()).isEqualTo(13);
        assertThat(version.creator()).isEqualTo("ada");
        assertThat(world.versions.files(cats, "v1", "", FILES).items())
                .extracting(DatasetFile::path, DatasetFile::mediaType)
                .containsExactly(tuple("a.txt", "text/plain"), tuple("b/two.csv", "text/csv"));
        assertThat(read(world.versions.file(cats, "v1", "a.txt").open().apply(new ByteRange(1, 3))))
                .isEqualTo("ell");
        assertThat(world.uploads.get(upload).version()).contains("v1");
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() {
        var upload = world.begin(cats);
        world.put(upload, "a.txt", "hello");

        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
        assertThat(failure(() -> world.versions.get(cats, "latest"))).isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void sameFilesMakeTheSameDigestHoweverTheyCame() {
        var large = random(3_000_000);
        var one = world.begin(cats);
        world.files.put(one, new FileBody("f", stream(large), large.length, Optional.of(Digest.of(large))));
        var other = world.begin(cats);
        world.files.put(other, new FileBody("f", stream(large), -1, Optional.empty()));
        var third = world.begin(cats);
        world.files.put(third, new FileBody("f", stream(large), large.length, Optional.empty()));

        assertThat(world.commit(one, "v1").digest())
                .isEqualTo(world.commit(other, "v2").digest())
                .isEqualTo(world.commit(third, "v3").digest());
        assertThat(world.store.list("staging/" + one.id(), "", 10)).isEmpty();
        assertThat(world.store.list("staging/" + other.id(), "", 10)).isEmpty();
    }

    @Test
    void wrongDigestIsRefusedAndTheFileIsNotThere() {
        var upload = world.begin(cats);
        var wrong = Optional.of(Digest.of("other"));

        for (var size : List.of(10, 1_000_000)) {
            var bytes = random(size);
            assertThat(failure(() -> world.files.put(upload, new FileBody("f", stream(bytes), size, wrong))))
                    .isEqualTo(Problem.Code.INVALID);
            assertThat(failure(() -> world.files.put(upload, new FileBody("f", stream(bytes), -1, wrong))))
                    .isEqualTo(Problem.Code.INVALID);
        }
        assertThat(world.files.page(upload, FILES).items()).isEmpty();
    }

    @Test
    void knowingADigestDoesNotGiveTheContent() {
        world.version(cats, "v1", "secret");
        var upload = world.begin(cats);
        var claimed = new FileBody("mine", stream(new byte[6]), 6, Optional.of(Digest.of("secret")));

        assertThat(failure(() -> world.files.put(upload, claimed))).isEqualTo(Problem.Code.INVALID);
        assertThat(failure(() -> world.commit(upload, "v2"))).isEqualTo(Problem.Code.CONFLICT);
    }

    @Test
    void fileThatBrokeOffStopsTheCommitUntilItIsSentAgainOrRemoved() {
        var upload = world.begin(cats);
        var bytes = random(2_000_000);
        var announced = Optional.of(Digest.of(bytes));

        assertThat(failure(() -> world.files.put(upload, new FileBody("f", broken(bytes), bytes.length, announced))))
                .isIn(Problem.Code.UNAVAILABLE, Problem.Code.BAD_REQUEST);
        assertThat(failure(() -> world.commit(upload, "v1"))).isEqualTo(Problem.Code.CONFLICT);
        world.files.put(upload, new FileBody("f", stream(bytes), bytes.length, announced));

        assertThat(world.commit(upload, "v1").bytes()).isEqualTo(bytes.length);
    }

    @Test
    void brokenFileWithoutADigestLeavesNothing() {
        var upload = world.begin(cats);
        var bytes = random(2_000_000);

        assertThat(failure(() -> world.files.put(upload, new FileBody("f", broken(bytes), -1, Optional.empty()))))
                .isIn(Problem.Code.UNAVAILABLE, Problem.Code.BAD_REQUEST);
        assertThat(failure(() ->
                        world.files.put(upload, new FileBody("f", broken(bytes), bytes.length, Optional.empty()))))
                .isIn(Problem.Code.UNAVAILABLE, Problem.Code.BAD_REQUEST);

        assertThat(world.commit(upload, "v1").files()).isZero();
    }

    @Test
    void laterFileOfTheSamePathReplacesTheEarlier() throws IOException {
        var upload = world.begin(cats);
        world.put(upload, "a", "one");
        world.put(upload, "a", "second");
        world.put(upload, "b", "gone");
        world.files.remove(upload, "b");

        world.commit(upload, "v1");

        assertThat(world.versions.files(cats, "v1", "", FILES).totalItems()).isEqualTo(1);
        assertThat(read(world.versions.file(cats, "v1", "a").open().apply(new ByteRange(0, 99))))
                .isEqualTo("second");
    }

    @Test
    void pathsThatWouldBeOneFileSomewhereAreRefused() {
        var upload = world.begin(cats);
        world.put(upload, "Data/a.csv", "x");
        // The same letter composed and decomposed is one path.
        world.put(upload, "cafe\u0301", "1");
        world.put(upload, "caf\u00e9", "2");

        assertThat(failure(() -> world.put(upload, "data/A.csv", "y"))).isEqualTo(Problem.Code.INVALID);
        for (var unsafe : List.of("../a", "/etc/passwd", "a//b", "a/./b", "a\\b", "", "a\u0000", "x".repeat(1025))) {
            assertThat(failure(() -> world.put(upload, unsafe, "x"))).as(unsafe).isEqualTo(Problem.Code.INVALID);
        }
        assertThat(world.files.page(upload, FILES).items())
                .extracting(DatasetFile::path)
                .containsExactly("Data/a.csv", "caf\u00e9");
    }

    @Test
    void fileThatIsAlsoADirectoryIsRefusedAtTheCommit() {
        var upload = world.begin(cats);
        world.put(upload, "a", "file");
        world.put(upload, "a-b", "between them in order");
        world.put(upload, "A/b", "below");

        var refused = catchThrowableOfType(Problem.class, () -> world.commit(upload, "v1"));

        assertThat(refused.code()).isEqualTo(Problem.Code.INVALID);
        assertThat(refused.causes().get(0).field()).isEqualTo("a");
        assertThat(world.uploads.get(upload).state()).isEqualTo(Upload.State.Open);
    }

    @Test
    void emptyVersionIsOne() {
        var version = world.commit(world.begin(cats), "v1");

        assertThat(version.files()).isZero();
        assertThat(world.versions.files(cats, "v1", "", FILES).items()).isEmpty();
        assertThat(world.versions
                        .directory(cats, "v1", "", Optional.empty(), 10)
                        .entries())
                .isEmpty();
    }

    @Test
    void emptyFileIsAFile() {
        var upload = world.begin(cats);
        world.put(upload, "empty", "");
        world.files.put(upload, new FileBody("empty2", stream(new byte[0]), 0, Optional.of(Digest.of(new byte[0]))));

        assertThat(world.commit(upload, "v1").files()).isEqualTo(2);
    }

    @Test
    void commitAgainAnswersTheSameVersionAndNothingElseDoes() {
        var upload = world.begin(cats);
        world.put(upload, "a", "x");

        var first = world.commit(upload, "v1");

        assertThat(world.commit(upload, "v1")).isEqualTo(first);
        assertThat(failure(() -> world.commit(upload, "v2"))).isEqualTo(Problem.Code.CONFLICT);
        assertThat(failure(() -> world.put(upload, "b", "x"))).isEqualTo(Problem.Code.CONFLICT);
        assertThat(failure(() -> world.commit(world.begin(cats), "v1"))).isEqualTo(Problem.Code.ALREADY_EXISTS);
    }

    @Test
    void ofTwoCommitsAtOnceOneWins() throws Exception {
        var upload = world.begin(cats);
        for (var i = 0; i < 50; i++) {
            world.put(upload, "f" + i, "x" + i);
        }
        var attempts = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 6; i++) {
            var name = "v" + i;
            attempts.add(() -> succeeds(() -> world.commit(upload, name)));
        }

        var wins = 0;
        var threads = Executors.newFixedThreadPool(6);
        try {
            for (var result : threads.invokeAll(attempts)) {
                wins += result.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(wins).isEqualTo(1);
        assertThat(world.versions.page(cats, ListQuery.ALL).totalItems()).isEqualTo(1);
    }

    @Test
    void abortedAndExpiredUploadsTakeNothing() {
        var aborted = world.begin(cats);
        world.uploads.abort(aborted);
        var expired = world.begin(cats);
        world.clock.advance(Duration.ofDays(4));

        assertThat(failure(() -> world.put(aborted, "a", "x"))).isEqualTo(Problem.Code.CONFLICT);
        assertThat(failure(() -> world.commit(aborted, "v1"))).isEqualTo(Problem.Code.CONFLICT);
        assertThat(failure(() -> world.put(expired, "a", "x"))).isEqualTo(Problem.Code.EXPIRED);
        assertThat(failure(() -> world.commit(expired, "v1"))).isEqualTo(Problem.Code.EXPIRED);
    }

    @Test
    void uploadOfAnotherDatasetOrProjectIsAbsent() {
        var upload = world.begin(cats);
        world.dataset(world.vision, "dogs", "{}");

        for (var other : List.of(
                new UploadName(world.vision, "dogs", upload.id()),
                new UploadName(world.speech, "cats", upload.id()),
                new UploadName(world.vision, "cats", "nonsense"))) {
            assertThat(failure(() -> world.uploads.get(other))).isEqualTo(Problem.Code.NOT_FOUND);
        }
    }

    @Test
    void uploadBegunWithAVersionNeedsOnlyTheChanges() {
        world.version(cats, "v1", "a", "b", "c");
        var upload = world.begin(cats, new NewUpload("v1"));
        world.put(upload, "b", "changed");
        world.put(upload, "d", "new");
        world.files.remove(upload, "c");

        world.commit(upload, "v2");

        assertThat(world.versions.files(cats, "v2", "", FILES).items())
                .extracting(DatasetFile::path)
                .containsExactly("a", "b", "d");
        assertThat(world.versions.files(cats, "v1", "", FILES).totalItems()).isEqualTo(3);
        assertThat(failure(() -> world.begin(cats, new NewUpload("v9")))).isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void piecesComeInAnyOrderAndOnlyMissingOnesAgain() throws IOException {
        var upload = world.begin(cats);
        var bytes = random(12 * 1024 * 1024);
        var size = 5L << 20;
        var file = world.files.begin(upload, new NewPiecewise("big.bin", bytes.length, size));
        assertThat(file.pieces()).isEqualTo(3);

        piece(upload, file.id(), 3, bytes, size);
        piece(upload, file.id(), 1, bytes, size);
        piece(upload, file.id(), 1, bytes, size);

        assertThat(world.files.piecewise(upload, file.id()).received()).containsExactly(1, 3);
        assertThat(failure(() -> world.files.join(upload, file.id(), Optional.empty())))
                .isEqualTo(Problem.Code.CONFLICT);
        assertThat(failure(() -> world.files.putPiece(upload, file.id(), 2, stream(new byte[5]), 5)))
                .isEqualTo(Problem.Code.INVALID);
        assertThat(failure(() -> world.files.putPiece(upload, file.id(), 4, stream(new byte[5]), 5)))
                .isEqualTo(Problem.Code.INVALID);
        piece(upload, file.id(), 2, bytes, size);

        var joined = world.files.join(upload, file.id(), Optional.of(Digest.of(bytes)));

        assertThat(joined.digest()).isEqualTo(Digest.of(bytes).toString());
        world.commit(upload, "v1");
        var read = world.versions.file(cats, "v1", "big.bin").open().apply(new ByteRange(size - 2, 4));
        assertThat(read.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, (int) size - 2, (int) size + 2));
    }

    @Test
    void piecesOfAWrongWholeAreRefused() {
        var upload = world.begin(cats);
        var bytes = random(6 * 1024 * 1024);
        var file = world.files.begin(upload, new NewPiecewise("big.bin", bytes.length, 5L << 20));
        piece(upload, file.id(), 1, bytes, 5L << 20);
        piece(upload, file.id(), 2, bytes, 5L << 20);

        assertThat(failure(() -> world.files.join(upload, file.id(), Optional.of(Digest.of("other")))))
                .isEqualTo(Problem.Code.INVALID);
        assertThat(world.files.page(upload, FILES).items()).isEmpty();
        assertThat(world.store.list("staging/" + upload.id(), "", 9)).isEmpty();
    }

    @Test
    void fileBeyondTheQuotaIsRefusedBeforeItIsRead() {
        var upload = world.begin(cats);
        world.put(upload, "a", "x");
        var unread = new FileBody("b", broken(new byte[10]), 100_000_000, Optional.empty());

        assertThat(failure(() -> world.files.put(upload, unread))).isEqualTo(Problem.Code.FORBIDDEN);
        assertThat(failure(() -> world.files.begin(upload, new NewPiecewise("b", 100_000_000, null))))
                .isEqualTo(Problem.Code.FORBIDDEN);
        world.put(upload, "c", "y");
    }

    @Test
    void tagsPointAndMoveAndNeverNameTwoThings() {
        world.version(cats, "v1", "a");
        world.version(cats, "v2", "b");
        world.versions.tag(ADA, world.vision, "cats", new TagRequest("gold set", "v1"));

        assertThat(world.versions.get(cats, "gold set").name()).isEqualTo("v1");
        world.versions.tag(ADA, world.vision, "cats", new TagRequest("gold set", "v2"));
        assertThat(world.versions.get(cats, "gold set").tags()).containsExactly("gold set");
        assertThat(world.versions.get(cats, "gold set").name()).isEqualTo("v2");
        assertThat(world.versions.get(cats, "latest").name()).isEqualTo("v2");
        for (var wrong : List.of("v1", " x", "a/b", "a:b", "\u0007")) {
            assertThat(failure(() -> world.versions.tag(ADA, world.vision, "cats", new TagRequest(wrong, "v1"))))
                    .as(wrong)
                    .isEqualTo(Problem.Code.INVALID);
        }
        var upload = world.begin(cats);
        assertThat(failure(() -> world.uploads.commit(ADA, upload, new NewVersion("v3", "", List.of("v2", "v3")))))
                .isEqualTo(Problem.Code.INVALID);
        world.versions.untag(world.vision, "cats", "gold set");
        assertThat(failure(() -> world.versions.get(cats, "gold set"))).isEqualTo(Problem.Code.NOT_FOUND);
    }

    private void piece(UploadName upload, String file, int number, byte[] whole, long size) {
        var from = (int) ((number - 1) * size);
        var length = (int) Math.min(size, whole.length - from);
        world.files.putPiece(upload, file, number, new ByteArrayInputStream(whole, from, length), length);
    }

    private static boolean succeeds(Callable<?> action) throws Exception {
        try {
            action.call();
            return true;
        } catch (Problem refused) {
            assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
            return false;
        }
    }

    private static Problem.Code failure(ThrowingCallable action) {
        return catchThrowableOfType(Problem.class, action).code();
    }

    static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Half of the content, then a broken line. */
    private static InputStream broken(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, bytes.length / 2), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is broken");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });
    }

    private static String read(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
