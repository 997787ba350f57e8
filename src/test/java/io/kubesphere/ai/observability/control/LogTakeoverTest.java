package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.ended;
import static io.kubesphere.ai.observability.control.FakePods.running;
import static io.kubesphere.ai.observability.control.LogWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.store.LeaseStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several replicas, and what happens when one dies. */
class LogTakeoverTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00.999999990Z");

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

    private static void write(FakeNode.ContainerLog log, int from, int to) {
        for (var i = from; i < to; i++) {
            log.write(T0.plusNanos(i), "line " + i);
        }
    }

    /** Each put and each commit has a boundary in front of it and one behind it; so many are passed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void deathAtAnyWriteLosesAndRepeatsNothing(int boundaries) {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        write(log, 0, 60);
        var doomed = KillSwitch.afterBoundaries(boundaries);
        world.collect(TestLogConfig.QUICK.withChunkBytes(500), doomed);
        eventually().until(() -> doomed.isOff() || world.isArchivedTo(60));
        doomed.kill();

        write(log, 60, 100);
        world.collect();
        log.end();
        world.pods.set(world.run, "w-0", ended("main", 0));

        eventually().until(() -> world.isComplete("main"));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
        assertThat(world.gaps("main")).isEmpty();
    }

    @Test
    void replicaThatSleptBeyondItsLeaseChangesNothing() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        write(log, 0, 10);
        world.collect();
        eventually().until(() -> world.isArchivedTo(10));

        // As if another one had found the lease expired.
        var others = new LeaseStore(world.database);
        world.expireLeases();
        var claims = others.claim("another", Duration.ofMinutes(1), 1, 1);
        assertThat(claims).hasSize(1);
        write(log, 10, 20);

        eventually().until(() -> world.gauge("aip.logs.followed") == 0);
        assertThat(world.stream("main").lines()).isEqualTo(10);
        var writer = world.archive.writer(claims.get(0));
        assertThat(writer.lines()).isEqualTo(10);
    }

    @Test
    void replicaThatStopsLeavesItsStreamsToOthersAtOnce() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        write(log, 0, 10);
        var first = world.collect(TestLogConfig.QUICK.withLease(Duration.ofHours(1)));
        eventually().until(() -> world.isArchivedTo(10));

        first.stop();
        write(log, 10, 20);
        world.collect();

        eventually().until(() -> world.isArchivedTo(20));
        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
    }

    @Test
    void replicaThatStopsArchivesWhatItHasRead() {
        var log = world.node.start("w-0", "main");
        world.pods.set(world.run, "w-0", running("main", 0));
        write(log, 0, 10);
        var collector = world.collect(TestLogConfig.QUICK.withChunkAge(Duration.ofHours(1)));
        eventually().until(() -> world.gauge("aip.logs.buffered.bytes") > 100);

        collector.stop();

        assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
    }

    @Test
    void replicasShareTheWork() {
        var first = TestLogConfig.QUICK;
        world.collect(first);
        world.collect(first);
        eventually().until(() -> world.livingCollectors() == 2);

        for (var pod = 0; pod < 20; pod++) {
            world.node.start("w-" + pod, "main").write(T0, "hello");
            world.pods.set(world.run, "w-" + pod, running("main", 0));
        }

        eventually().untilAsserted(() -> assertThat(world.gauges("aip.logs.followed"))
                .hasSize(2)
                .allMatch(followed -> followed >= 5)
                .satisfies(all ->
                        assertThat(all.stream().mapToDouble(one -> one).sum()).isEqualTo(20)));
    }

    @Test
    void replicaTakesNoMoreThanItMay() {
        world.collect(TestLogConfig.QUICK.withMostFollowed(3));
        for (var pod = 0; pod < 6; pod++) {
            world.node.start("w-" + pod, "main").write(T0, "hello").end();
            world.pods.set(world.run, "w-" + pod, ended("main", 0));
        }

        eventually().until(() -> world.streams().size() == 6 && world.isComplete());
    }
}
