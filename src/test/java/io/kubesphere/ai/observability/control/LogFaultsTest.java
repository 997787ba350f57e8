package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.ended;
import static io.kubesphere.ai.observability.control.FakePods.restarted;
import static io.kubesphere.ai.observability.control.FakePods.running;
import static io.kubesphere.ai.observability.control.LogWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogGap.Reason;
import io.kubesphere.ai.observability.control.PodLogServer.Cut;
import io.kubesphere.ai.observability.control.PodLogServer.End;
import io.kubesphere.ai.observability.control.PodLogServer.Hang;
import io.kubesphere.ai.observability.control.PodLogServer.Refuse;
import io.kubesphere.ai.observability.control.PodLogServer.Say;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is archived when nodes, the API server, the database or the object store fail. */
class LogFaultsTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00.999999990Z");

    @TempDir
    private Path directory;

    private SickObjectStore objects;
    private LogWorld world;

    @BeforeEach
    void open() {
        objects = new SickObjectStore(ObjectStore.inDirectory(directory));
        world = new LogWorld(objects.store());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private FakeNode.ContainerLog hundredLines() {
        var log = world.node.start("w-0", "main");
        for (var i = 0; i < 100; i++) {
            log.write(T0.plusNanos(i), "line " + i);
        }
        return log;
    }

    /** In the time, at the beginning, inside a line, behind one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 12, 31, 34, 38, 39, 1000, 3333})
    void connectionThatBreaksAnywhereLosesAndRepeatsNothing(int bytes) {
        var log = hundredLines();
        log.end();
        world.server.next(new Cut(bytes), new Cut(bytes + 500));
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
        assertThat(world.gaps("main")).isEmpty();
    }

    /** The API server ends its answer well when the connection to the node breaks. */
    @ParameterizedTest
    @ValueSource(ints = {0, 20, 38, 39, 40, 2000})
    void answerThatIsCutShortUnnoticedLosesAndRepeatsNothing(int bytes) {
        var log = hundredLines();
        log.end();
        world.server.next(new End(bytes), new End(2 * bytes));
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
        assertThat(world.gaps("main")).isEmpty();
    }

    static Stream<PodLogServer.Fault> refusals() {
        return Stream.of(
                new Refuse(500, "dial tcp: connection refused"),
                new Refuse(429, "too many"),
                new Refuse(400, "container is waiting to start"),
                new Say("unable to retrieve container logs for containerd://1234"),
                new Say("failed to open log file\n"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void answerThatIsNoLogIsNotArchived(PodLogServer.Fault fault) {
        var log = hundredLines();
        log.end();
        world.server.next(fault, fault, fault);
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void followedLogGoesOnBehindABreak() {
        var log = hundredLines();
        world.server.next(new Cut(1500));
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(100));

        log.write(T0.plusSeconds(1), "after");

        eventually().untilAsserted(() -> assertThat(world.archived(world.stream("main")))
                .isEqualTo(log.raw()));
    }

    @Test
    void connectionThatStaysSilentIsReplaced() {
        var log = hundredLines();
        world.server.next(new Hang());
        world.pods.set(world.run, "w-0", running("main", 0));

        world.collect(TestLogConfig.QUICK.withSilence(Duration.ofMillis(200)));

        eventually().untilAsserted(() -> assertThat(world.archived(world.stream("main")))
                .isEqualTo(log.raw()));
    }

    @Test
    void connectionThatOutlivesItsContainerIsGivenUp() {
        var log = hundredLines();
        log.end();
        world.server.next(new Hang());
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        eventually().until(() -> !world.server.asked().isEmpty());

        world.pods.set(world.run, "w-0", ended("main", 0));

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
    }

    @Test
    void linesThatTheNodeThrewAwayAreAGap() {
        var log = hundredLines();
        world.pods.set(world.run, "w-0", running("main", 0));
        var collector = world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(100));
        collector.stop();

        log.write(T0.plusSeconds(60), "lost");
        log.rotate();
        log.write(T0.plusSeconds(61), "kept");
        world.collect();

        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(101));
        assertThat(world.archivedText("main")).endsWith("line 99\nkept\n");
        assertThat(world.stream("main").gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.reason()).isEqualTo(Reason.Rotated);
            assertThat(gap.beforeLine()).isEqualTo(101);
        });
    }

    @Test
    void rotationThatKeepsTheLastArchivedLineIsNoGap() {
        var log = world.node.start("w-0", "main").write(T0, "old");
        log.rotate();
        log.write(T0.plusNanos(1), "archived");
        world.pods.set(world.run, "w-0", running("main", 0));
        var collector = world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));
        collector.stop();

        log.write(T0.plusSeconds(1), "new");
        world.collect();

        eventually().untilAsserted(() -> assertThat(world.archivedText("main")).isEqualTo("archived\nnew\n"));
        assertThat(world.gaps("main")).isEmpty();
    }

    /** The node leaves lines out that are older than asked for, which all new ones are for an hour. */
    @Test
    void linesOfANodeWhoseClockWasSetBackAreFound() {
        var log = world.node.start("w-0", "main").write(T0, "before");
        world.pods.set(world.run, "w-0", running("main", 0));
        var collector = world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));
        collector.stop();

        log.write(T0.minusSeconds(3600), "after").end();
        world.pods.set(world.run, "w-0", ended("main", 0));
        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archivedText("main")).isEqualTo("before\nafter\n");
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void linesOfARunningContainerWhoseClockWasSetBackAreFoundAfterASilence() {
        var log = world.node.start("w-0", "main").write(T0, "before");
        world.pods.set(world.run, "w-0", running("main", 0));
        var collector = world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));
        collector.stop();

        log.write(T0.minusSeconds(3600), "after");
        world.collect(TestLogConfig.QUICK.withSilence(Duration.ofMillis(300)));

        eventually().untilAsserted(() -> assertThat(world.archivedText("main")).isEqualTo("before\nafter\n"));
    }

    @Test
    void logThatTheNodeHasLostIsAGap() {
        world.node.start("w-0", "main").write(T0, "gone").lose();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.gaps("main")).containsExactly(Reason.LogLost);
    }

    @Test
    void linesOfTheNextInstanceAreNotTakenForThoseOfTheLast() {
        world.node.start("w-0", "main").write(T0, "first").end();
        world.node.start("w-0", "main").write(T0.plusSeconds(20), "second");
        // The pod's status lags behind: the container was started again already.
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect(TestLogConfig.QUICK.withChunkAge(Duration.ofSeconds(2)));
        eventually().until(() -> !world.server.asked().isEmpty());

        world.pods.set(world.run, "w-0", restarted("main", 1, "2026-08-11T10:00:10Z"));

        eventually().untilAsserted(() -> {
            assertThat(world.archived(world.stream("main", 0))).asString().isEqualTo("first\n");
            assertThat(world.archived(world.stream("main", 1))).asString().isEqualTo("second\n");
        });
    }

    @Test
    void nothingIsLostWhileTheObjectStoreIsAway() {
        objects.fail(true);
        var log = hundredLines();
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect(TestLogConfig.QUICK.withChunkBytes(1000));
        eventually().until(() -> objects.failures() > 5);

        log.write(T0.plusSeconds(1), "while it was away");
        objects.fail(false);

        eventually().untilAsserted(() -> assertThat(world.archived(world.stream("main")))
                .isEqualTo(log.raw()));
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void memoryIsBoundedWhileTheObjectStoreIsAway() {
        objects.fail(true);
        for (var pod = 0; pod < 10; pod++) {
            var log = world.node.start("w-" + pod, "main");
            for (var i = 0; i < 2000; i++) {
                log.write(T0.plusNanos(i), "x".repeat(1000));
            }
            world.pods.set(world.run, "w-" + pod, running("main", 0));
        }

        world.collect(TestLogConfig.QUICK.withChunkBytes(1 << 30).withBufferBytes(1_000_000));
        eventually().until(() -> objects.failures() > 20);

        // Each stream may hold what the network brought at once beyond what all may hold.
        assertThat(world.gauge("aip.logs.buffered.bytes")).isLessThan(3_500_000);

        objects.fail(false);
        eventually().untilAsserted(() -> assertThat(world.streams()).allMatch(stream -> stream.lines() == 2000));
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() {
        var log = hundredLines();
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(100));

        world.withoutDatabase(() -> {
            log.write(T0.plusSeconds(1), "while it was away");
            eventually().until(() -> world.counted("aip.logs.failures") > 2);
        });

        eventually().untilAsserted(() -> assertThat(world.archived(world.stream("main")))
                .isEqualTo(log.raw()));
    }
}
