package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.ended;
import static io.kubesphere.ai.observability.control.FakePods.running;
import static io.kubesphere.ai.observability.control.LogWorld.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.control.FakeNode.ContainerLog;
import io.kubesphere.ai.observability.control.FakeNode.Written;
import io.kubesphere.ai.observability.control.PodLogServer.Cut;
import io.kubesphere.ai.observability.control.PodLogServer.End;
import io.kubesphere.ai.observability.control.PodLogServer.Refuse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random logs, written while collectors die and connections break: the archive equals the original. */
class RandomLogsTest {
    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("random-logs.seeds", 12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void archiveEqualsTheOriginal(long seed) {
        var random = new Random(seed);
        try (var world = new LogWorld(ObjectStore.inDirectory(directory))) {
            var log = world.node.start("w-0", "main");
            world.pods.set(world.run, "w-0", running("main", 0));
            var time = Instant.parse("2026-08-11T10:00:00.999Z");
            for (var life = 0; life < 5; life++) {
                var doomed = KillSwitch.afterBoundaries(random.nextInt(40));
                misbehave(world.server, random);
                time = write(log, time, random);
                world.collect(TestLogConfig.QUICK.withChunkBytes(200 + random.nextInt(20_000)), doomed);
                time = write(log, time, random);
                var lines = log.size();
                eventually().until(() -> doomed.isOff() || world.isArchivedTo(lines));
                doomed.kill();
            }
            if (random.nextBoolean()) {
                log.write(new Written(time, ByteBuffer.wrap(bytes(random)), false));
            }
            log.end();
            world.pods.set(world.run, "w-0", ended("main", 0));
            world.collect();

            eventually().until(() -> world.isComplete("main"));
            assertThat(world.archived(world.stream("main"))).isEqualTo(log.raw());
            assertThat(world.gaps("main")).isEmpty();
        }
    }

    private static void misbehave(PodLogServer server, Random random) {
        for (var i = random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> server.next(new Cut(random.nextInt(5000)));
                case 1 -> server.next(new End(1 + random.nextInt(5000)));
                default -> server.next(new Refuse(502, "no node"));
            }
        }
    }

    private static Instant write(ContainerLog log, Instant from, Random random) {
        var time = from;
        var same = new Written(time, ByteBuffer.wrap(bytes(random)), true);
        for (var i = random.nextInt(60); i > 0; i--) {
            time = next(time, random);
            var again = random.nextInt(4) == 0;
            log.write(again ? same : new Written(time, ByteBuffer.wrap(bytes(random)), true));
            if (random.nextInt(8) == 0) {
                same = new Written(time, ByteBuffer.wrap(bytes(random)), true);
            }
        }
        return time;
    }

    /** Many lines have the time of the one before; some are a little older. */
    private static Instant next(Instant time, Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> time;
            case 3, 4 -> time.plusNanos(random.nextInt(1000));
            case 5 -> time.plusMillis(random.nextInt(1500));
            case 6 -> time.plusSeconds(random.nextInt(30));
            default -> time.minusMillis(random.nextInt(1500));
        };
    }

    private static byte[] bytes(Random random) {
        var size = random.nextInt(30) == 0 ? random.nextInt(40_000) : random.nextInt(80);
        if (random.nextInt(300) == 0) {
            size = 2_500_000;
        }
        var bytes = new byte[size];
        random.nextBytes(bytes);
        for (var i = 0; i < size; i++) {
            if (bytes[i] == '\n') {
                bytes[i] = ' ';
            }
        }
        return bytes;
    }
}
