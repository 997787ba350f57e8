package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.FakePods.ended;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogRequest;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;

/** Run by hand: what one replica archives per second, from HTTP over gzip to object store and database, and reads back. */
public final class LogArchiveBench {
    private static final int MEGABYTES = Integer.getInteger("megabytes", 200);
    private static final int STREAMS = Integer.getInteger("streams", 4);

    /** With the time. */
    private static final int LINE = 131;

    private LogArchiveBench() {}

    public static void main(String[] args) throws Exception {
        var directory = Files.createTempDirectory("log-bench");
        for (var streams : new int[] {1, STREAMS}) {
            run(ObjectStore.inDirectory(directory), streams);
        }
        System.exit(0);
    }

    private static void run(ObjectStore objects, int streams) throws Exception {
        var node = new LoudNode((long) MEGABYTES * 1_000_000 / streams);
        try (var world = new LogWorld(objects, node)) {
            for (var pod = 0; pod < streams; pod++) {
                world.pods.set(world.run, "w-" + pod, ended("main", 0));
            }
            var config = TestLogConfig.QUICK
                    .withChunkBytes(2 << 20)
                    .withChunkAge(Duration.ofSeconds(2))
                    .withLease(Duration.ofSeconds(15));
            var start = System.nanoTime();
            world.collect(config);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> world.streams().size() == streams && world.isComplete());
            var lines =
                    world.streams().stream().mapToLong(stream -> stream.lines()).sum();
            report("archived, streams=" + streams, start, lines);

            start = System.nanoTime();
            var id = world.streams().get(0).id();
            try (var raw = world.library().download(world.run, id)) {
                report("downloaded one", start, raw.transferTo(java.io.OutputStream.nullOutputStream()) / 100);
            }
            start = System.nanoTime();
            var all = LogSelection.all(world.run);
            try (var tail = world.library().search(all, new LogSearch("not there", false, 10), LogPosition.START)) {
                if (tail.next().isPresent()) {
                    throw new IllegalStateException("found what is not there");
                }
            }
            report("searched all", start, lines);
            start = System.nanoTime();
            var page = world.library().page(all, new LogPosition.Last(500), 500);
            System.out.printf(
                    "last %d lines of %d streams: %d ms%n",
                    page.events().size(), streams, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static void report(String what, long start, long lines) {
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %d lines of 100 bytes in %.1f s: %.0f lines/s, %.1f MB/s%n",
                what, lines, seconds, lines / seconds, lines * 100 / 1e6 / seconds);
    }

    /** Containers that have written a lot; their lines are made while they are read. */
    private record LoudNode(long bytes) implements PodLogSource {
        @Override
        public Optional<InputStream> open(PodLogRequest request) {
            var lines = new Lines(bytes);
            if (request.tailLines().isPresent()) {
                lines.skipToLast();
            }
            return Optional.of(lines);
        }
    }

    private static final class Lines extends InputStream {
        private final long lines;
        private final byte[] block;
        private long at;

        Lines(long bytes) {
            this.lines = bytes / 100 / 1000 * 1000;
            this.block = block();
        }

        /** A thousand lines, each a time and 100 bytes of what a training prints. */
        private static byte[] block() {
            var random = new Random(9);
            var text = new StringBuilder();
            for (var i = 0; i < 1000; i++) {
                var line = "2026-08-11T10:00:00.%09dZ epoch=%d step=%d loss=%.6f lr=%.8f throughput=%.2f img/s"
                        .formatted(
                                i,
                                i / 100,
                                i,
                                random.nextDouble(),
                                random.nextDouble() / 1e3,
                                random.nextDouble() * 1e3);
                text.append(line).append(" ".repeat(LINE - 1 - line.length())).append('\n');
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }

        void skipToLast() {
            at = lines / 1000 * block.length - LINE;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int from, int most) {
            var left = lines / 1000 * block.length - at;
            if (left <= 0) {
                return -1;
            }
            var inBlock = (int) (at % block.length);
            var size = (int) Math.min(Math.min(most, left), block.length - inBlock);
            System.arraycopy(block, inBlock, buffer, from, size);
            at += size;
            return size;
        }
    }
}
