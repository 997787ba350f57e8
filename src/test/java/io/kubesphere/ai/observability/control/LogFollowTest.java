package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.ended;
import static io.kubesphere.ai.observability.control.FakePods.restarted;
import static io.kubesphere.ai.observability.control.FakePods.running;
import static io.kubesphere.ai.observability.control.LogWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogEvent;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogPosition.Behind;
import io.kubesphere.ai.observability.LogPosition.Last;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.testing.BesideOthers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following a run: the archive, then what is written now, then the end. */
@Timeout(120)
@BesideOthers
class LogFollowTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00Z");

    /** Nothing is archived by age, so that what is read must come from the pod. */
    private static final TestLogConfig LAZY = TestLogConfig.QUICK.withChunkAge(Duration.ofHours(1));

    @TempDir
    private Path directory;

    private final AtomicBoolean over = new AtomicBoolean();
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

    private LogTail follow(LogPosition from) {
        return logs.follow(all, from, over::get);
    }

    private static String text(LogEvent event) {
        return event instanceof LogLine line ? line.text() : "gap " + ((LogGap) event).reason();
    }

    private static List<String> take(LogTail tail, int count) throws InterruptedException {
        var texts = new ArrayList<String>();
        while (texts.size() < count) {
            texts.add(text(tail.next().orElseThrow()));
        }
        return texts;
    }

    private static List<String> takeAll(LogTail tail) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var event = tail.next(); event.isPresent(); event = tail.next()) {
            texts.add(text(event.get()));
        }
        return texts;
    }

    private static void write(FakeNode.ContainerLog log, int from, int to) {
        for (var i = from; i < to; i++) {
            log.write(T0.plusMillis(i), "line " + i);
        }
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
    }

    private void archive(FakeNode.ContainerLog log, int lines) {
        write(log, 0, lines);
        var collector = world.collect();
        eventually().until(() -> world.isArchivedTo(lines));
        collector.stop();
    }

    @Test
    void archivedLinesComeFirstAndThenWhatThePodWrites() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 20);
        write(log, 20, 30);

        try (var tail = follow(LogPosition.START)) {
            assertThat(take(tail, 30)).isEqualTo(lines(0, 30));
            write(log, 30, 35);
            assertThat(take(tail, 5)).isEqualTo(lines(30, 35));
        }
    }

    @Test
    void firstLinesCanBeSeenBeforeAnythingIsArchived() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect(LAZY);
        eventually().until(() -> !world.streams().isEmpty());

        write(log, 0, 3);

        try (var tail = follow(LogPosition.START)) {
            assertThat(take(tail, 3)).isEqualTo(lines(0, 3));
        }
    }

    @Test
    void followingGoesOnExactlyBehindItsCursor() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 10);
        write(log, 10, 30);
        var seen = new ArrayList<String>();

        var cursor = "";
        while (seen.size() < 20) {
            var from = cursor.isEmpty() ? LogPosition.START : new Behind(cursor);
            try (var tail = follow(from)) {
                seen.addAll(take(tail, 3 + seen.size() % 2));
                cursor = tail.cursor();
            }
        }
        write(log, 30, 35);
        try (var tail = follow(new Behind(cursor))) {
            seen.addAll(take(tail, 35 - seen.size()));
        }

        assertThat(seen).isEqualTo(lines(0, 35));
    }

    @Test
    void lineSeenLiveHasTheNumberItHasInTheArchive() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 10);
        write(log, 10, 12);

        LogEvent last;
        try (var tail = follow(new Last(1))) {
            take(tail, 2);
            last = tail.next().orElseThrow();
        }
        world.collect();
        eventually().until(() -> world.isArchivedTo(12));

        assertThat(logs.page(all, new Last(1), 1).events()).containsExactly(last);
    }

    @Test
    void followingEndsWhenTheRunHasEndedAndAllWasRead() throws Exception {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        write(log, 0, 5);
        try (var tail = follow(LogPosition.START)) {
            var read = CompletableFuture.supplyAsync(() -> all(tail));
            eventually().until(() -> world.isArchivedTo(5));

            write(log, 5, 9);
            log.end();
            world.pods.set(world.run, "w-0", ended("main", 0));
            eventually().until(() -> world.isComplete("main"));
            assertThat(read).isNotDone();
            over.set(true);

            assertThat(read.get()).isEqualTo(lines(0, 9));
            assertThat(tail.isAtEnd()).isTrue();
        }
    }

    private static List<String> all(LogTail tail) {
        try {
            return takeAll(tail);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void oneStreamThatIsCompleteEndsWithoutTheRun() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        write(log, 0, 5);
        log.end();
        world.pods.set(world.run, "w-0", ended("main", 0));
        world.collect();
        eventually().until(() -> world.isComplete("main"));
        var one = LogSelection.stream(world.run, world.stream("main").id());

        try (var tail = logs.follow(one, LogPosition.START, over::get)) {
            assertThat(takeAll(tail)).isEqualTo(lines(0, 5));
        }
    }

    @Test
    void nextInstanceAndNextPodAreFollowedToo() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        write(log, 0, 2);

        try (var tail = follow(LogPosition.START)) {
            assertThat(take(tail, 2)).isEqualTo(lines(0, 2));
            log.end();
            world.node.start("w-0", "main").write(T0.plusSeconds(60), "again");
            world.pods.set(world.run, "w-0", restarted("main", 1, "2026-08-11T10:00:30Z"));
            assertThat(take(tail, 1)).containsExactly("again");
            world.node.start("w-1", "main").write(T0.plusSeconds(70), "another pod");
            world.pods.set(world.run, "w-1", running("main", 0));
            assertThat(take(tail, 1)).containsExactly("another pod");
        }
    }

    @Test
    void connectionThatBreaksLosesAndRepeatsNothing() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 10);
        write(log, 10, 300);
        // The first one is the reader's: the collector is not there yet.
        world.server.next(new PodLogServer.Cut(5000));

        try (var tail = follow(LogPosition.START)) {
            var first = take(tail, 40);
            world.collect();
            var rest = take(tail, 260);

            assertThat(first).isEqualTo(lines(0, 40));
            assertThat(rest).isEqualTo(lines(40, 300));
        }
    }

    /** A dead connection looks like a silent one, but the archive shows that there was something to say. */
    @Test
    void readerWhoseConnectionIsDeadReadsTheArchive() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 5);
        world.server.next(new PodLogServer.Hang());

        try (var tail = follow(LogPosition.START)) {
            assertThat(take(tail, 5)).isEqualTo(lines(0, 5));
            var next = CompletableFuture.supplyAsync(() -> one(tail));
            eventually().until(() -> !world.server.hasFaultsLeft());
            write(log, 5, 6);
            world.collect();

            assertThat(next.join()).isEqualTo("line 5");
        }
    }

    private static String one(LogTail tail) {
        try {
            return take(tail, 1).get(0);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void workersAreFollowedTogether() throws InterruptedException {
        for (var pod = 0; pod < 3; pod++) {
            write(world.node.start("w-" + pod, "main"), 0, 100);
            world.pods.set(world.run, "w-" + pod, running("main", 0));
        }
        world.collect();

        try (var tail = follow(LogPosition.START)) {
            var seen = take(tail, 300);

            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 3)
                            .boxed()
                            .flatMap(pod -> lines(0, 100).stream())
                            .toList());
        }
    }

    @Test
    void gapThatTheCollectorFindsIsShownWhileFollowing() throws InterruptedException {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        archive(log, 3);
        log.write(T0.plusSeconds(5), "lost");
        log.rotate();
        log.write(T0.plusSeconds(6), "kept");
        world.collect();

        try (var tail = follow(LogPosition.START)) {
            assertThat(take(tail, 5)).containsExactly("line 0", "line 1", "line 2", "gap Rotated", "kept");
        }
    }

    @Test
    void closingEndsAWait() throws Exception {
        world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        var tail = follow(LogPosition.START);
        var read = CompletableFuture.supplyAsync(() -> all(tail));
        eventually().until(() -> !world.server.asked().isEmpty());

        tail.close();

        assertThat(read.get()).isEmpty();
        assertThat(tail.isAtEnd()).isFalse();
    }
}
