package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.content.StoredContents.Stored;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random uploads, commits, deletions and collections at once, with a store that fails at random moments as a killed
 * process would: no content of a version is ever lost, and none that nobody refers to is left in the end.
 */
@BesideOthers
class CollectionPropertyTest {
    private static final int WORKERS = 4;
    private static final int STEPS = 60;

    /** Few contents, so that what one deletes another brings back. */
    private static final int CONTENTS = 12;

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingReferredToIsLostAndNothingElseIsLeft(long seed) throws Exception {
        var reliable = ObjectStore.inDirectory(directory);
        var world = new DatasetWorld(FailingStore.over(reliable, seed));
        world.dataset(world.vision, "cats", "{\"retention\":{\"deletedDays\":0}}");
        var cats = DatasetName.own(world.vision, "cats");
        var tasks = new ArrayList<Callable<Void>>();
        for (var worker = 0; worker < WORKERS; worker++) {
            var random = new Random(seed * 31 + worker);
            tasks.add(() -> user(world, cats, random));
        }
        tasks.add(() -> collector(world));

        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (var done : threads.invokeAll(tasks, 5, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        var calm = new DatasetWorld(reliable, world);
        abortAll(calm, cats);
        assertThat(calm.collection.collect(calm.vision)).isPresent();
        assertThat(calm.collection.collect(calm.vision).orElseThrow().complete())
                .isTrue();
        assertThat(contents(calm)).as("seed %d", seed).isEqualTo(referredTo(calm, cats));
        assertThat(reliable.list("staging/", "", 10)).isEmpty();
        assertThat(StoredContents.over(reliable).manifests(ContentSpace.of(calm.vision), ""))
                .hasSameSizeAs(manifests(calm, cats));
    }

    /** One who uploads, commits, gives up, deletes and brings back; what fails is left lying as after a crash. */
    private static Void user(DatasetWorld world, DatasetName cats, Random random) {
        var open = new ArrayList<UploadName>();
        for (var step = 0; step < STEPS; step++) {
            try {
                act(world, cats, random, open);
            } catch (Problem refusedOrCrashed) {
                assertThat(refusedOrCrashed.code()).isNotEqualTo(Problem.Code.INTERNAL);
            }
        }
        return null;
    }

    private static void act(DatasetWorld world, DatasetName cats, Random random, List<UploadName> open) {
        var choice = random.nextInt(10);
        if (open.isEmpty() || choice == 0) {
            open.add(world.begin(cats));
        } else if (choice == 1) {
            open.add(world.begin(cats, new NewUpload("latest")));
        } else if (choice < 6) {
            var content = "content " + random.nextInt(CONTENTS);
            world.put(open.get(random.nextInt(open.size())), "f" + random.nextInt(6), content);
        } else if (choice < 8) {
            world.commit(open.remove(random.nextInt(open.size())), "v" + Long.toHexString(random.nextLong() >>> 1));
        } else if (choice == 8) {
            world.uploads.abort(open.remove(random.nextInt(open.size())));
        } else {
            delete(world, cats, random);
        }
    }

    /** The dataset keeps nothing that is deleted, so the next collection may remove it; or it is brought back before. */
    private static void delete(DatasetWorld world, DatasetName cats, Random random) {
        var all = world.versions.page(cats, ListQuery.ALL).items();
        if (all.isEmpty()) {
            return;
        }
        var one = all.get(random.nextInt(all.size())).name();
        world.versions.delete(cats.owner(), cats.name(), one);
        if (random.nextInt(3) == 0) {
            world.versions.restore(cats.owner(), cats.name(), one);
        }
    }

    private static void abortAll(DatasetWorld world, DatasetName cats) {
        world.uploads.page(cats.owner(), cats.name()).items().stream()
                .map(upload -> new UploadName(cats.owner(), cats.name(), upload.id()))
                .forEach(world.uploads::abort);
    }

    private static Set<String> manifests(DatasetWorld world, DatasetName cats) {
        return world.versions.page(cats, ListQuery.ALL).items().stream()
                .map(DatasetVersion::digest)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Void collector(DatasetWorld world) {
        for (var run = 0; run < STEPS / 2; run++) {
            try {
                world.collection.collect(world.vision);
            } catch (Problem crashed) {
                assertThat(crashed.code()).isEqualTo(Problem.Code.UNAVAILABLE);
            }
        }
        return null;
    }

    private static Set<String> contents(DatasetWorld world) {
        var found = new TreeSet<String>();
        StoredContents.over(world.store).contents(ContentSpace.of(world.vision), "").stream()
                .map(Stored::digest)
                .map(Object::toString)
                .forEach(found::add);
        return found;
    }

    /** Digests of all files of all versions, each of which is read to its end. */
    private static Set<String> referredTo(DatasetWorld world, DatasetName cats) throws IOException {
        var found = new TreeSet<String>();
        for (var version : world.versions.page(cats, ListQuery.ALL).items()) {
            for (var file : world.versions
                    .files(cats, version.name(), "", ListQuery.ALL)
                    .items()) {
                try (var in = world.versions
                        .file(cats, version.name(), file.path())
                        .open()
                        .apply(new ByteRange(0, 100))) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith("content ");
                }
                found.add(file.digest());
            }
        }
        return found;
    }
}
