package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.crashed;
import static io.kubesphere.ai.observability.control.FakePods.ended;
import static io.kubesphere.ai.observability.control.FakePods.restarted;
import static io.kubesphere.ai.observability.control.FakePods.running;
import static io.kubesphere.ai.observability.control.FakePods.waiting;
import static io.kubesphere.ai.observability.control.LogWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogGap.Reason;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.control.FakeNode.Written;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is archived of containers that run, end, and are started again. */
class LogCollectorTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00.000000001Z");

    @TempDir
    private Path directory;

    private LogWorld world;

    @BeforeEach
    void open() {
        world = new LogWorld(ObjectStore.inDirectory(directory));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void linesAreArchivedWhileTheContainerRuns() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        log.write(T0, "first", "second");

        eventually().untilAsserted(() -> assertThat(world.archivedText("main")).isEqualTo("first\nsecond\n"));

        assertThat(world.stream("main").complete()).isFalse();
        assertThat(world.stream("main").rank()).hasValue(0);
    }

    @Test
    void streamIsCompleteOnceItsContainerHasEndedAndAllIsArchived() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        log.write(T0, "one");
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));

        log.write(T0.plusSeconds(1), "two");
        log.end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archivedText("main")).isEqualTo("one\ntwo\n");
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void everyContainerThatWasStartedIsArchived() {
        world.node.start("w-0", "init-data").write(T0, "fetched").end();
        world.node.start("w-0", "main").write(T0, "trained").end();
        world.node.start("w-0", "sidecar").write(T0, "stored").end();
        world.pods.set(
                world.run, "w-0", ended("init-data", 0), ended("main", 0), ended("sidecar", 0), waiting("never"));

        world.collect();

        eventually().until(() -> world.streams().size() == 3 && world.isComplete());
        assertThat(world.archivedText("init-data")).isEqualTo("fetched\n");
        assertThat(world.archivedText("main")).isEqualTo("trained\n");
        assertThat(world.archivedText("sidecar")).isEqualTo("stored\n");
    }

    @Test
    void containerThatPrintsNothingHasAnEmptyCompleteLog() {
        world.node.start("w-0", "main").end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.stream("main").lines()).isZero();
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void lastLineWithoutLineBreakIsArchivedAsItIs() {
        world.node
                .start("w-0", "main")
                .write(T0, "whole")
                .write(new Written(
                        T0.plusSeconds(1), ByteBuffer.wrap("Killed".getBytes(StandardCharsets.UTF_8)), false))
                .end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archivedText("main")).isEqualTo("whole\nKilled");
    }

    @Test
    void bytesThatAreNoTextAreKept() {
        var bytes = new byte[] {(byte) 0xFF, 0, (byte) 0xC3, '\r', ' ', (byte) 0x80};
        world.node
                .start("w-0", "main")
                .write(new Written(T0, ByteBuffer.wrap(bytes), true))
                .end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).startsWith(bytes).hasSize(bytes.length + 1);
    }

    @Test
    void lineOfManyMegabytesIsCutIntoParts() {
        var line = "0123456789abcdef".repeat(3 << 16) + "!";
        var log = world.node.start("w-0", "main").write(T0, line, "next");
        log.end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
        assertThat(world.stream("main").lines()).isEqualTo(5);
    }

    @Test
    void everyInstanceOfAContainerHasAStreamOfItsOwn() {
        world.node.start("w-0", "main").write(T0, "first try").end();
        world.node.start("w-0", "main").write(T0.plusSeconds(60), "second try");
        world.pods.set(world.run, "w-0", restarted("main", 1, "2026-08-11T10:00:30Z"));

        world.collect();

        eventually().untilAsserted(() -> {
            assertThat(world.archived(world.stream("main", 0))).asString().isEqualTo("first try\n");
            assertThat(world.archived(world.stream("main", 1))).asString().isEqualTo("second try\n");
        });
        eventually().until(() -> world.stream("main", 0).complete());
        assertThat(world.stream("main", 1).complete()).isFalse();
    }

    @Test
    void crashedContainerThatWaitsToBeStartedAgainIsArchivedToItsEnd() {
        world.node.start("w-0", "main").write(T0, "no such file").end();
        world.pods.set(world.run, "w-0", crashed("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archivedText("main")).isEqualTo("no such file\n");
    }

    @Test
    void instancesThatNobodySawAreAGap() {
        world.node.start("w-0", "main").end();
        world.node.start("w-0", "main").write(T0, "seventh").end();
        world.pods.set(world.run, "w-0", ended("main", 7));

        world.collect();

        eventually().until(world::isComplete);
        assertThat(world.streams()).hasSize(1);
        assertThat(world.stream("main", 7).gaps()).extracting(LogGap::reason).containsExactly(Reason.EarlierInstances);
    }

    @Test
    void podThatIsDeletedAfterItsLogEndedWellLeavesNoGap() {
        var log = world.node.start("w-0", "main").write(T0, "all of it");
        var pod = world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));

        log.end();
        eventually()
                .until(() -> world.server.asked().stream()
                                .filter(request -> request.follow())
                                .count()
                        > 1);
        world.pods.delete(pod);

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void podThatIsGoneBeforeItsLogWasReadIsAGap() {
        var pod = world.pods.set(world.run, "w-0", running("main", 0));
        world.server.next(new PodLogServer.Refuse(500, "no"), new PodLogServer.Refuse(500, "no"));
        world.collect();
        eventually().until(() -> !world.streams().isEmpty());

        world.pods.delete(pod);

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.gaps("main")).containsExactly(Reason.PodGone);
        assertThat(world.stream("main").lines()).isZero();
    }

    @Test
    void podIsBelievedGoneOnlyWhenTheApiServerSaysSo() {
        var log = world.node.start("w-0", "main").write(T0, "one");
        var pod = world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();
        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isEqualTo(1));

        world.pods.goAway(true);
        log.end();
        world.pods.delete(pod);
        eventually().until(() -> world.counted("aip.logs.failures") > 3);

        assertThat(world.isComplete("main")).isFalse();

        world.pods.goAway(false);
        eventually().until(() -> world.isComplete("main"));
    }

    @Test
    void podOfAnotherProjectWithTheSameRunInItsLabelIsAnotherRun() {
        world.node.start("w-0", "main").write(T0, "ours").end();
        world.node.start("x-0", "main").write(T0, "theirs").end();
        world.pods.set(world.run, "w-0", ended("main", 0));
        world.pods.set(new RunRef("elsewhere", world.run.uid()), "x-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.streams()).hasSize(1);
        assertThat(world.archivedText("main")).isEqualTo("ours\n");
    }

    @Test
    void slowLogDoesNotLeaveAnObjectPerLine() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect();

        for (var i = 1; i <= 10; i++) {
            var written = i;
            log.write(T0.plusSeconds(i), "step " + i);
            eventually().untilAsserted(() -> assertThat(world.stream("main").lines())
                    .isEqualTo(written));
        }

        assertThat(world.objects.list("logs/", "", 100)).hasSize(1);
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
    }

    @Test
    void chunkIsClosedBySize() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        world.collect(TestLogConfig.QUICK.withChunkAge(Duration.ofHours(1)).withChunkBytes(10_000));

        for (var i = 0; i < 1000; i++) {
            log.write(T0.plusNanos(i), "line " + i + " of a log that is not archived by age");
        }

        eventually()
                .untilAsserted(() -> assertThat(world.stream("main").lines()).isGreaterThan(700));
    }

    @Test
    void metersTellWhatWasArchived() {
        world.node.start("w-0", "main").write(T0, "1234", "5678").end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        world.collect();

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.counted("aip.logs.archived.lines")).isEqualTo(2);
        assertThat(world.counted("aip.logs.archived.bytes")).isEqualTo(10);
        eventually().until(() -> world.gauge("aip.logs.followed") == 0);
        assertThat(world.gauge("aip.logs.buffered.bytes")).isZero();
    }
}
