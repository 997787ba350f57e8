package io.kubesphere.ai.observability.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agroal.api.AgroalDataSource;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.testing.MigratedDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamWriterTest {
    private static final RunRef RUN = new RunRef("project", "run-uid");
    private static final long T0 = LogTime.nanos(Instant.parse("2026-08-11T10:00:00Z"));

    @TempDir
    private Path directory;

    private AgroalDataSource source;
    private ObjectStore objects;
    private StreamStore streams;
    private LeaseStore leases;
    private LogArchive archive;

    @BeforeEach
    void open() {
        source = MigratedDatabase.own();
        var database = new Database(Jdbi.create(source));
        objects = ObjectStore.inDirectory(directory);
        streams = new StreamStore(database);
        leases = new LeaseStore(database);
        archive = new LogArchive(objects, new ChunkStore(database));
        streams.register(List.of(key(0)));
    }

    @AfterEach
    void close() {
        source.close();
    }

    private static StreamKey key(int restart) {
        return new StreamKey(RUN, "pod-1", "pod-uid", OptionalInt.of(1), "main", restart);
    }

    private Claim claim(String owner) {
        return leases.claim(owner, Duration.ZERO, 1, 1).get(0);
    }

    private static LogRecord line(long nanos, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LogRecord(nanos, true, bytes, 0, bytes.length);
    }

    private List<String> archived(long stream) {
        var lines = new ArrayList<String>();
        for (var chunk : archive.chunks(stream, 1, 1000)) {
            var reader = archive.open(chunk).orElseThrow();
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get().text());
            }
        }
        return lines;
    }

    @Test
    void whatIsArchivedIsReadBack() {
        var claim = claim("me");
        var writer = archive.writer(claim);
        writer.add(line(T0, "one"));
        writer.add(line(T0, ""));
        writer.add(line(T0 + 5, "drei ä"));

        writer.flush();

        assertThat(archived(claim.stream())).containsExactly("one", "", "drei ä");
        var stream = streams.of(RUN).get(0);
        assertThat(stream.lines()).isEqualTo(3);
        assertThat(stream.bytes()).isEqualTo(4 + 1 + 8);
        assertThat(stream.firstTime()).contains(LogTime.instant(T0));
        assertThat(stream.lastTime()).contains(LogTime.instant(T0 + 5));
        assertThat(streams.progress(RUN).newestSeen()).isPresent();
    }

    @Test
    void objectCanBeReadWithoutUs() throws IOException {
        var writer = archive.writer(claim("me"));
        writer.add(line(T0, "hello"));
        writer.flush();
        writer.add(new LogRecord(T0 + 1, false, "part".getBytes(StandardCharsets.UTF_8), 0, 4));
        writer.flush();

        var keys = objects.list("logs/run-uid/pod-uid/main/0/", "", 10);
        try (var gzip = new GZIPInputStream(objects.get(keys.get(0)).orElseThrow())) {
            assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("2026-08-11T10:00:00.000000000Z F hello\n2026-08-11T10:00:00.000000001Z P part\n");
        }
    }

    @Test
    void smallChunkGrowsAndALargeOneIsFollowedByTheNext() {
        var claim = claim("me");
        var writer = archive.writer(claim);
        var random = new Random(1);
        var written = new ArrayList<String>();
        for (var i = 0; i < 200; i++) {
            var text = Long.toHexString(random.nextLong()).repeat(40);
            written.add(text);
            writer.add(line(T0 + i, text));
            writer.flush();
        }

        var chunks = archive.chunks(claim.stream(), 1, 1000);
        assertThat(chunks.size()).isBetween(1, 10);
        assertThat(objects.list("logs/", "", 1000)).hasSameSizeAs(chunks);
        assertThat(archived(claim.stream())).isEqualTo(written);
    }

    @Test
    void newClaimEndsTheOldOne() {
        var first = archive.writer(claim("me"));
        first.add(line(T0, "one"));
        first.flush();
        first.add(line(T0 + 1, "two"));

        var claim = claim("another");
        var second = archive.writer(claim);
        second.add(line(T0 + 1, "two"));
        second.flush();

        assertThat(first.flush()).isEmpty();
        assertThat(first.complete(Optional.empty())).isFalse();
        assertThat(archived(claim.stream())).containsExactly("one", "two");
    }

    @Test
    void objectOfALostClaimReplacesNoneOfTheNextAndShowsNothing() {
        var old = claim("me");
        var first = archive.writer(old);
        first.add(line(T0, "one"));
        first.flush();
        var second = archive.writer(claim("another"));
        second.add(line(T0 + 1, "two"));
        second.flush();
        first.add(line(T0 + 1, "two, but in other company"));
        first.add(line(T0 + 2, "three"));
        first.flush();

        assertThat(archived(old.stream())).containsExactly("one", "two");
    }

    @Test
    void whatCouldNotBeArchivedIsArchivedLater() {
        var claim = claim("me");
        var writer = new StreamWriter(brokenOnce(objects), new ChunkStore(new Database(Jdbi.create(source))), claim);
        writer.add(line(T0, "one"));

        var failed = catchThrowableOfType(Problem.class, writer::flush);
        writer.flush();

        assertThat(failed.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(archived(claim.stream())).containsExactly("one");
        assertThat(writer.waiting()).isZero();
    }

    @Test
    void gapIsKeptInFrontOfTheLinesThatFollowIt() {
        var writer = archive.writer(claim("me"));
        writer.add(line(T0, "one"));
        writer.flush();
        writer.mark(LogGap.Reason.Rotated);
        writer.add(line(T0 + 1, "five"));
        writer.flush();

        writer.complete(Optional.of(LogGap.Reason.PodGone));

        var stream = streams.of(RUN).get(0);
        assertThat(stream.complete()).isTrue();
        assertThat(stream.gaps()).extracting(LogGap::beforeLine).containsExactly(2L, 3L);
        assertThat(stream.gaps())
                .extracting(LogGap::reason)
                .containsExactly(LogGap.Reason.Rotated, LogGap.Reason.PodGone);
    }

    @Test
    void tailKnowsEveryLineThatANodeWouldShowAgain() {
        var claim = claim("me");
        var writer = archive.writer(claim);
        writer.add(line(T0 - Duration.ofMinutes(30).toNanos(), "old"));
        writer.add(line(T0, "one"));
        writer.flush();
        writer.add(line(T0 - Duration.ofMinutes(5).toNanos(), "by a clock that was set back"));
        writer.flush();

        var tail = archive.tail(claim.stream()).orElseThrow();

        assertThat(tail.lines()).isEqualTo(3);
        assertThat(tail.marks()).hasSize(2);
        assertThat(tail.since()).isBefore(LogTime.instant(T0).minus(Duration.ofMinutes(5)));
        assertThat(tail.last()).isEqualTo(writer.lastMark());
    }

    @Test
    void streamIsRegisteredOnce() {
        streams.register(List.of(key(0), key(1)));
        streams.register(List.of(key(0), key(1)));

        assertThat(streams.of(RUN)).extracting(stream -> stream.restart()).containsExactly(0, 1);
        assertThat(streams.of(RUN)).allMatch(stream -> stream.gaps().isEmpty());
    }

    /** Fails the first put. */
    private static ObjectStore brokenOnce(ObjectStore store) {
        var broken = new AtomicBoolean(true);
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (broken.getAndSet(false)) {
                        throw Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer; try again");
                    }
                    return method.invoke(store, arguments);
                });
    }
}
