package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.store.StagedFile;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;

/**
 * Run by bench/datasets: versions of very many files (first argument, default 1,000,000). Give it a small heap to see that
 * memory does not grow.
 */
public final class DatasetBench {
    private static final int BATCH = 5000;

    private final DatasetWorld world;

    private DatasetBench(DatasetWorld world) {
        this.world = world;
    }

    public static void main(String[] arguments) throws IOException {
        S3ForTests.withoutLogging();
        var count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (var server = S3ForTests.start(Files.createTempDirectory("bench"))) {
            var world = new DatasetWorld(
                    ObjectStore.onS3(UploadToS3Test.location(server)), DatasetWorld.config(OptionalLong.empty()));
            var bench = new DatasetBench(world);
            System.out.printf("heap at most %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
            bench.manyFiles(world.cats(), count);
        }
        System.exit(0);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double time(String what, Work work) throws IOException {
        var start = System.nanoTime();
        work.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-52s %8.2f s%n", what, seconds);
        return seconds;
    }

    private void manyFiles(DatasetName cats, int count) throws IOException {
        var first = world.begin(cats);
        time("stage " + count + " files (rows only)", () -> stage(first, count));
        time("commit v1 (budget 60 at 1,000,000)", () -> world.commit(first, "v1"));
        var uploads = new ArrayList<UploadName>();
        time("begin with v1", () -> uploads.add(world.begin(cats, new NewUpload("v1"))));
        time("send 1000 files, one after the other", () -> {
            for (var i = 0; i < 1000; i++) {
                world.put(uploads.get(0), "dir" + i + "/changed", "changed " + i);
            }
        });
        time("commit v2, 1000 files more (budget 60 at 1,000,000)", () -> world.commit(uploads.get(0), "v2"));
        time(
                "diff v1 to v2 (budget 5 at 1,000,000)",
                () -> System.out.println(world.walks
                        .diff(cats, "v1", "v2", Optional.empty(), 100)
                        .totals()));
        list(cats, count);
    }

    private void stage(UploadName upload, int count) {
        var id = UUID.fromString(upload.id());
        var space = ContentSpace.of(upload.project());
        for (var start = 0; start < count; start += BATCH) {
            var batch = new ArrayList<StagedFile>(BATCH);
            for (var i = start; i < Math.min(start + BATCH, count); i++) {
                batch.add(new StagedFile("dir" + i / 1000 + "/file-" + i + ".png", i, Digest.of("file " + i)));
            }
            world.staged.claim(id, space, batch);
            world.staged.stored(id, batch);
        }
    }

    private void list(DatasetName cats, int count) {
        var random = new Random(5);
        var times = new double[50];
        for (var i = 0; i < times.length; i++) {
            var page = ListQuery.ALL.page(1 + random.nextInt(Math.max(1, count / 100)), 100);
            var start = System.nanoTime();
            world.versions.files(cats, "v1", "", page);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf("page of 100 files anywhere: median %.0f ms, p95 %.0f ms%n", times[25], times[47]);
    }
}
