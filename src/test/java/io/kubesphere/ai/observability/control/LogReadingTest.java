package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.LogWorld.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogGap.Reason;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogPosition.Behind;
import io.kubesphere.ai.observability.LogPosition.Last;
import io.kubesphere.ai.observability.LogPosition.Line;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.StreamWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages, merges and downloads out of the archive; there is neither a pod nor a collector. */
class LogReadingTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00Z");

    @TempDir
    private Path directory;

    private LogWorld world;
    private RunLogs logs;
    private LogSelection all;

    @BeforeEach
    void open() {
        world = new LogWorld(ObjectStore.inDirectory(directory));
        logs = world.library();
        all = LogSelection.all(world.run);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Lines {@code <prefix>1 …}, one per second, in many chunks. */
    private StreamWriter write(String pod, String container, String prefix, int count) {
        var writer = world.writer(pod, container, 0);
        for (var i = 1; i <= count; i++) {
            writer.add(line(T0.plusSeconds(i), prefix + i));
            if (i % 7 == 0) {
                writer.flush();
            }
        }
        writer.flush();
        return writer;
    }

    private static String text(LogEvent event) {
        return event instanceof LogLine line ? line.text() : "gap " + ((LogGap) event).reason();
    }

    private static List<String> texts(LogPage page) {
        return page.events().stream().map(LogReadingTest::text).toList();
    }

    private static List<String> texts(LogTail tail) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var event = tail.next(); event.isPresent(); event = tail.next()) {
            texts.add(text(event.get()));
        }
        return texts;
    }

    @Test
    void streamsOfARunAreListedByRankContainerAndRestart() {
        write("w-10", "main", "x", 1);
        write("w-9", "main", "x", 2);
        world.writer("w-9", "main", 1);

        assertThat(logs.streams(world.run))
                .extracting(LogStream::pod, LogStream::restart, LogStream::lines)
                .containsExactly(tuple("w-9", 0, 2L), tuple("w-9", 1, 0L), tuple("w-10", 0, 1L));
    }

    @Test
    void runOfAnotherProjectShowsNothing() {
        write("w-0", "main", "x", 3);
        var stranger = new RunRef("elsewhere", world.run.uid());
        var stream = world.stream("main").id();

        assertThat(logs.streams(stranger)).isEmpty();
        assertThat(logs.page(LogSelection.stream(stranger, stream), LogPosition.START, 10)
                        .events())
                .isEmpty();
        var refused = catchThrowableOfType(Problem.class, () -> logs.download(stranger, stream));
        assertThat(refused.code()).isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void pagesFollowEachOtherWithoutOverlap() {
        write("w-0", "main", "a", 25);

        var first = logs.page(all, LogPosition.START, 10);
        var second = logs.page(all, new Behind(first.behind()), 10);
        var third = logs.page(all, new Behind(second.behind()), 10);

        assertThat(texts(first)).startsWith("a1").endsWith("a10").hasSize(10);
        assertThat(texts(second)).startsWith("a11").endsWith("a20").hasSize(10);
        assertThat(texts(third)).containsExactly("a21", "a22", "a23", "a24", "a25");
        assertThat(first.hasEarlier()).isFalse();
        assertThat(second.hasEarlier()).isTrue();
        assertThat(second.hasLater()).isTrue();
        assertThat(third.hasLater()).isFalse();
    }

    @Test
    void readingBackwardsShowsTheSameLines() {
        write("w-0", "main", "a", 25);

        var last = logs.page(all, new Last(10), 10);
        var before = logs.earlier(all, last.before(), 10);
        var first = logs.earlier(all, before.before(), 10);

        assertThat(texts(last)).startsWith("a16").endsWith("a25").hasSize(10);
        assertThat(texts(before)).startsWith("a6").endsWith("a15").hasSize(10);
        assertThat(texts(first)).containsExactly("a1", "a2", "a3", "a4", "a5");
        assertThat(first.hasEarlier()).isFalse();
        assertThat(last.hasLater()).isFalse();
    }

    @Test
    void pageBeginsAtALine() {
        write("w-0", "main", "a", 25);
        var one = LogSelection.stream(world.run, world.stream("main").id());

        var page = logs.page(one, new Line(20), 3);

        assertThat(page.events())
                .extracting(event -> ((LogLine) event).number())
                .containsExactly(20L, 21L, 22L);
        assertThat(texts(page)).containsExactly("a20", "a21", "a22");
    }

    @Test
    void lineNumberNeedsOneStream() {
        write("w-0", "main", "a", 2);
        write("w-1", "main", "b", 2);

        var refused = catchThrowableOfType(Problem.class, () -> logs.page(all, new Line(1), 3));

        assertThat(refused.code()).isEqualTo(Problem.Code.BAD_REQUEST);
    }

    @Test
    void containersCanBeSelected() {
        write("w-0", "main", "a", 2);
        write("w-0", "sidecar", "s", 2);

        var page = logs.page(LogSelection.containers(world.run, Set.of("main")), LogPosition.START, 10);

        assertThat(texts(page)).containsExactly("a1", "a2");
    }

    @Test
    void workersAreMergedByTime() throws InterruptedException {
        write("w-0", "main", "a", 4);
        write("w-1", "main", "b", 3);

        var merged = List.of("a1", "b1", "a2", "b2", "a3", "b3", "a4");

        assertThat(texts(logs.page(all, LogPosition.START, 100))).isEqualTo(merged);
        assertThat(texts(logs.read(all, LogPosition.START))).isEqualTo(merged);
        assertThat(texts(logs.page(all, new Last(3), 100))).isEqualTo(merged.subList(4, 7));
    }

    /** A worker whose clock is an hour off is shifted, and keeps its own order. */
    @Test
    void mergeKeepsTheOrderOfEachStreamWhateverItsClock() throws InterruptedException {
        var odd = world.writer("w-0", "main", 0);
        odd.add(line(T0.plusSeconds(2), "a1"));
        odd.add(line(T0.minusSeconds(3600), "a2"));
        odd.add(line(T0.plusSeconds(9), "a3"));
        odd.flush();
        write("w-1", "main", "b", 3);

        assertThat(texts(logs.read(all, LogPosition.START))).containsExactly("b1", "a1", "a2", "b2", "b3", "a3");
    }

    /** Whatever the times: walking forward, backward, and resuming after each line show the same lines once. */
    @Test
    void everyWayToReadAMergeShowsEveryLineOnce() throws InterruptedException {
        var random = new Random(5);
        for (var pod = 0; pod < 4; pod++) {
            var writer = world.writer("w-" + pod, "main", 0);
            var time = T0;
            for (var i = 1; i <= 40; i++) {
                time = time.plusMillis(random.nextInt(3000) - 500);
                if (random.nextInt(10) == 0 && writer.waiting() == 0) {
                    writer.mark(Reason.Rotated);
                }
                writer.add(line(time, pod + "-" + i));
                if (random.nextInt(3) == 0) {
                    writer.flush();
                }
            }
            writer.flush();
        }
        var whole = texts(logs.read(all, LogPosition.START));
        assertThat(whole).hasSizeGreaterThan(160);

        var resumed = new ArrayList<String>();
        var tail = logs.read(all, LogPosition.START);
        for (var event = tail.next(); event.isPresent(); event = tail.next()) {
            resumed.add(text(event.get()));
            tail = logs.read(all, new Behind(tail.cursor()));
        }
        assertThat(resumed).isEqualTo(whole);

        var backward = new ArrayList<String>();
        var page = logs.page(all, new Last(9), 100);
        backward.addAll(0, texts(page));
        while (page.hasEarlier()) {
            page = logs.earlier(all, page.before(), 9);
            backward.addAll(0, texts(page));
        }
        assertThat(backward).containsExactlyInAnyOrderElementsOf(whole);
    }

    @Test
    void gapIsShownWhereItIs() throws InterruptedException {
        var writer = write("w-0", "main", "a", 2);
        writer.mark(Reason.Rotated);
        writer.add(line(T0.plusSeconds(60), "a9"));
        writer.flush();
        writer.complete(Optional.of(Reason.PodGone));

        assertThat(texts(logs.read(all, LogPosition.START)))
                .containsExactly("a1", "a2", "gap Rotated", "a9", "gap PodGone");
        assertThat(texts(logs.page(all, new Last(1), 10))).containsExactly("gap Rotated", "a9", "gap PodGone");
        var one = logs.page(all, LogPosition.START, 3);
        assertThat(texts(logs.page(all, new Behind(one.behind()), 10))).containsExactly("a9", "gap PodGone");
        assertThat(texts(logs.earlier(all, logs.page(all, new Last(1), 10).before(), 10)))
                .containsExactly("a1", "a2");
    }

    @Test
    void logOfNothingButAGapIsAGap() throws InterruptedException {
        world.writer("w-0", "main", 0).complete(Optional.of(Reason.LogLost));

        assertThat(texts(logs.read(all, LogPosition.START))).containsExactly("gap LogLost");
        assertThat(texts(logs.page(all, new Last(10), 10))).containsExactly("gap LogLost");
    }

    @Test
    void objectThatIsLostIsAGap() throws InterruptedException {
        var writer = world.writer("w-0", "main", 0);
        var random = new Random(3);
        for (var i = 0; i < 3; i++) {
            for (var n = 0; n < 100; n++) {
                writer.add(
                        line(T0.plusSeconds(i), i + " " + random.ints(100).sum() + "x".repeat(random.nextInt(9000))));
                writer.add(line(T0.plusSeconds(i), random(random)));
            }
            writer.flush();
        }
        var keys = world.objects.list("logs/", "", 10);
        assertThat(keys).hasSize(3);
        world.objects.delete(keys.get(1));

        var page = logs.page(all, new Line(200), 5);

        assertThat(texts(page).get(1)).isEqualTo("gap ObjectLost");
        assertThat(((LogLine) page.events().get(2)).number()).isEqualTo(401);
        assertThat(texts(logs.read(all, LogPosition.START))).hasSize(401);
        assertThat(texts(logs.page(all, new Last(300), 500))).hasSize(301);
    }

    private static String random(Random random) {
        var bytes = new byte[300];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ');
    }

    @Test
    void bytesThatAreNoTextAreShownAsReplacements() {
        var writer = world.writer("w-0", "main", 0);
        writer.add(new LogRecord(1, true, new byte[] {'o', (byte) 0xFF, 'k'}, 0, 3));
        writer.flush();

        assertThat(texts(logs.page(all, LogPosition.START, 1))).containsExactly("o\uFFFDk");
    }

    @Test
    void partOfALongLineSaysSo() {
        var long1 = new byte[LogRecord.LONGEST];
        var writer = world.writer("w-0", "main", 0);
        writer.add(new LogRecord(1, false, long1, 0, long1.length));
        writer.add(line(T0, "end"));
        writer.add(new LogRecord(2, false, "no line break".getBytes(StandardCharsets.UTF_8), 0, 13));
        writer.flush();

        var page = logs.page(all, LogPosition.START, 10);

        assertThat(page.events())
                .extracting(event -> ((LogLine) event).truncated())
                .containsExactly(true, false, false);
    }

    @Test
    void pageOfVeryLongLinesIsShort() {
        var text = "x".repeat(1 << 20);
        var writer = world.writer("w-0", "main", 0);
        for (var i = 0; i < 12; i++) {
            writer.add(line(T0.plusSeconds(i), text));
        }
        writer.flush();

        assertThat(logs.page(all, LogPosition.START, 100).events()).hasSizeBetween(3, 5);
        var last = logs.page(all, new Last(100), 100);
        assertThat(last.events()).hasSizeBetween(3, 5);
        assertThat(((LogLine) last.events().get(last.events().size() - 1)).number())
                .isEqualTo(12);
    }

    @Test
    void downloadIsWhatTheProgramWrote() throws IOException {
        var writer = write("w-0", "main", "a", 20);
        writer.add(new LogRecord(T0.getEpochSecond(), false, new byte[] {(byte) 0xFE, 0}, 0, 2));
        writer.flush();

        try (var raw = logs.download(world.run, world.stream("main").id())) {
            assertThat(raw.readAllBytes()).isEqualTo(world.archived(world.stream("main")));
        }
        try (var raw = logs.download(world.run, world.stream("main").id())) {
            assertThat(raw.read()).isEqualTo('a');
        }
    }

    @Test
    void cursorThatIsNoneIsRefused() {
        write("w-0", "main", "a", 1);

        for (var cursor : List.of("", "x", "AQ==!", "_____________", "AgEC")) {
            var refused = catchThrowableOfType(Problem.class, () -> logs.page(all, new Behind(cursor), 1));
            assertThat(refused.code()).isEqualTo(Problem.Code.BAD_REQUEST);
        }
    }

    @Test
    void progressTellsWhenTheNewestLineWasSeenAndWhetherAllIsArchived() {
        assertThat(logs.progress(world.run).newestSeen()).isEmpty();
        var writer = write("w-0", "main", "a", 1);

        assertThat(logs.progress(world.run).newestSeen()).isPresent();
        assertThat(logs.progress(world.run).archived()).isFalse();

        writer.complete(Optional.empty());
        assertThat(logs.progress(world.run).archived()).isTrue();
    }

    @Test
    void runWithAContainerThatNobodyHasRegisteredYetIsNotArchived() {
        write("w-0", "main", "a", 1).complete(Optional.empty());
        assertThat(logs.progress(world.run).archived()).isTrue();

        world.pods.set(world.run, "w-0", FakePods.ended("main", 0), FakePods.running("sidecar", 0));

        assertThat(logs.progress(world.run).archived()).isFalse();
    }
}
