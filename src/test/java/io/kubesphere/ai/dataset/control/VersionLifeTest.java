package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.DatasetWorld.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetRef;
import io.kubesphere.ai.dataset.Datasets.Use;
import io.kubesphere.ai.dataset.Directory;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.VersionDiff;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to versions after they were committed. */
class VersionLifeTest {
    @TempDir
    private Path directory;

    private DatasetWorld world;
    private DatasetName cats;

    @BeforeEach
    void make() {
        world = new DatasetWorld(ObjectStore.inDirectory(directory));
        cats = world.cats();
    }

    @Test
    void deletedVersionIsGoneAndComesBack() {
        world.version(cats, "v1", "a");

        world.versions.delete(world.vision, "cats", "v1");

        assertThat(failure(() -> world.versions.get(cats, "v1"))).isEqualTo(Problem.Code.NOT_FOUND);
        assertThat(world.versions.deleted(world.vision, "cats", ListQuery.ALL).items())
                .extracting(version -> version.name())
                .containsExactly("v1");
        world.clock.advance(Duration.ofDays(6));
        world.collection.collect(world.vision);
        world.versions.restore(world.vision, "cats", "v1");
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).totalItems())
                .isEqualTo(1);
        assertThat(world.versions.deleted(world.vision, "cats", ListQuery.ALL).items())
                .isEmpty();
    }

    @Test
    void afterRetentionTheFilesAreRemovedAndTheNameStaysTaken() {
        world.version(cats, "v1", "a", "b");
        world.version(cats, "v2", "b");
        world.versions.delete(world.vision, "cats", "v1");
        world.clock.advance(Duration.ofDays(8));

        var outcome = world.collection.collect(world.vision).orElseThrow();

        assertThat(outcome.purged()).isEqualTo(1);
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("a")))
                .isFalse();
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("b")))
                .isTrue();
        assertThat(failure(() -> world.versions.restore(world.vision, "cats", "v1")))
                .isEqualTo(Problem.Code.EXPIRED);
        assertThat(failure(() -> world.version(cats, "v1", "c"))).isEqualTo(Problem.Code.ALREADY_EXISTS);
    }

    @Test
    void filesThatAnOpenUploadBeganWithStayUntilItIsClosed() {
        world.version(cats, "v1", "a", "b");
        var upload = world.begin(cats, new NewUpload("v1"));
        world.versions.delete(world.vision, "cats", "v1");
        world.clock.advance(Duration.ofDays(8));

        assertThat(world.collection.collect(world.vision).orElseThrow().purged())
                .isZero();
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("a")))
                .isTrue();

        world.uploads.abort(upload);
        assertThat(world.collection.collect(world.vision).orElseThrow().purged())
                .isEqualTo(1);
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("a")))
                .isFalse();
    }

    @Test
    void versionOfAnOlderReplicaLiesInTheSpaceOfItsProject() {
        var version = world.version(cats, "v1", "a");
        world.database.with(handle -> handle.execute(
                "INSERT INTO dataset.version (id, dataset_id, name, digest, files, bytes, description, creator,"
                        + " created_at) SELECT gen_random_uuid(), dataset_id, 'older', digest, files, bytes, '', creator,"
                        + " created_at FROM dataset.version WHERE dataset_id = ?",
                world.finder.dataset(cats)));

        assertThat(world.versions.files(cats, "older", "", ListQuery.ALL).items())
                .hasSize(1);
        world.versions.delete(world.vision, "cats", "v1");
        world.clock.advance(Duration.ofDays(30));
        world.collection.collect(world.vision);
        assertThat(world.door.manifest(ContentSpace.of(world.vision), version.digest()))
                .isPresent();
    }

    @Test
    void whoUsesItIsToldAsFarAsOneMayKnow() {
        world.dataset(
                world.vision,
                "shared",
                "{\"sharing\":{\"scope\":\"Projects\",\"projects\":[\"%s\",\"%s\"]}}"
                        .formatted(world.speech, world.outside));
        var own = DatasetName.own(world.vision, "shared");
        world.version(own, "v1", "a");
        var version = world.door
                .resolve(world.vision, "spec", new DatasetRef(null, "shared", "v1"))
                .version()
                .orElseThrow();
        world.door.recordUse(version, new Use("TrainingJob", "u1", world.vision, "ours"));
        world.door.recordUse(version, new Use("Model", "u2", world.speech, "theirs"));

        assertThat(names(DatasetWorld.ADA, own)).containsExactlyInAnyOrder(world.vision + "/ours", world.speech + "/");
        assertThat(names(DatasetWorld.ADA, new DatasetName(world.speech, world.vision, "shared")))
                .containsExactlyInAnyOrder("/", world.speech + "/theirs");
        assertThat(names(DatasetWorld.ADA, new DatasetName(world.outside, world.vision, "shared")))
                .containsExactly("/", "/");
        assertThat(names(Caller.named("member"), own))
                .containsExactlyInAnyOrder(world.vision + "/ours", world.speech + "/theirs");
    }

    private List<String> names(Caller caller, DatasetName dataset) {
        return world.versions.uses(caller, dataset, "v1").stream()
                .map(use -> use.namespace() + "/" + use.name())
                .toList();
    }

    @Test
    void filesThatARunUsesStayUntilItEnds() {
        world.version(cats, "v1", "a");
        var used = world.door
                .resolve(world.vision, "spec", new DatasetRef(null, "cats", "v1"))
                .version()
                .orElseThrow();
        world.door.recordUse(used, new Use("TrainingJob", "u1", world.vision, "resnet"));
        world.door.recordUse(used, new Use("TrainingJob", "u1", world.vision, "resnet"));
        assertThat(world.versions.uses(DatasetWorld.ADA, cats, "v1")).hasSize(1).allMatch(use -> use.endedAt()
                .isEmpty());
        world.versions.delete(world.vision, "cats", "v1");
        world.clock.advance(Duration.ofDays(30));

        world.collection.collect(world.vision);
        assertThat(world.door.manifest(used.project(), used.digest())).isPresent();
        world.door.endUse("TrainingJob", "u1");
        world.collection.collect(world.vision);

        assertThat(world.door.manifest(used.project(), used.digest())).isEmpty();
        assertThat(failure(() -> world.door.recordUse(used, new Use("TrainingJob", "u2", world.vision, "late"))))
                .isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void deletedDatasetComesBackWithItsVersions() {
        world.version(cats, "v1", "a");
        var before = world.resources.get(world.vision, "cats");
        world.records.deleted(before);
        world.library.delete(world.vision, "cats");
        world.index.remove(before);

        assertThat(failure(() -> world.versions.get(cats, "v1"))).isEqualTo(Problem.Code.NOT_FOUND);
        var bin = world.library.deleted(world.vision);
        assertThat(bin).extracting(deleted -> deleted.name()).containsExactly("cats");
        world.library.restore(ADA, world.vision, bin.get(0).id());

        assertThat(world.versions.get(cats, "v1").files()).isEqualTo(1);
        assertThat(world.library.deleted(world.vision)).isEmpty();
        assertThat(failure(() ->
                        world.library.restore(ADA, world.vision, bin.get(0).id())))
                .isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void newDatasetOfADeletedOnesNameBeginsEmptyAndTheOldFilesGo() {
        world.version(cats, "v1", "old");
        var before = world.resources.get(world.vision, "cats");
        world.records.deleted(before);
        world.library.delete(world.vision, "cats");
        world.index.remove(before);
        world.cats();

        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
        world.version(cats, "v1", "new");
        world.clock.advance(Duration.ofDays(8));
        world.collection.collect(world.vision);

        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("old")))
                .isFalse();
        assertThat(world.content.has(ContentSpace.of(world.vision), Digest.of("new")))
                .isTrue();
        assertThat(world.library.deleted(world.vision)).isEmpty();
    }

    @Test
    void differencesAreCountedAndListedInPages() {
        world.version(cats, "v1", "a", "b", "c", "d");
        var upload = world.begin(cats, new NewUpload("v1"));
        world.put(upload, "b", "changed");
        world.put(upload, "e", "new");
        world.files.remove(upload, "c");
        world.commit(upload, "v2");

        var all = world.walks.diff(cats, "v1", "v2", Optional.empty(), 10);
        var first = world.walks.diff(cats, "v1", "v2", Optional.empty(), 2);
        var rest = world.walks.diff(cats, "v1", "v2", first.next(), 2);

        assertThat(all.totals()).isEqualTo(new VersionDiff.Totals(1, 1, 1, 2, 10, 2));
        assertThat(all.changes()).extracting(VersionDiff.Change::path).containsExactly("b", "c", "e");
        assertThat(first.next()).contains("c");
        assertThat(rest.changes()).extracting(VersionDiff.Change::path).containsExactly("e");
        assertThat(rest.next()).isEmpty();
        assertThat(world.walks
                        .diff(cats, "v2", "v2", Optional.empty(), 9)
                        .totals()
                        .same())
                .isEqualTo(4);
    }

    @Test
    void checkFindsWhatIsMissingOrNotWhatItWas() {
        world.version(cats, "v1", "fine", "gone", "spoilt");
        var space = "content/" + ContentSpace.of(world.vision) + "/blobs/";
        world.store.delete(key(space, "gone"));
        world.store.put(key(space, "spoilt"), "SPOILT".getBytes(StandardCharsets.UTF_8));
        var report = new ByteArrayOutputStream();

        world.walks.verify(cats, "v1").writeTo(report);

        assertThat(report.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "{\"path\":\"gone\",\"fault\":\"Missing\"}",
                        "{\"path\":\"spoilt\",\"fault\":\"Corrupt\"}",
                        "{\"files\":3,\"bytes\":14,\"faults\":2,\"done\":true}");
    }

    private static String key(String space, String content) {
        var hex = Digest.of(content).hex();
        return space + hex.substring(0, 2) + "/" + hex;
    }

    @Test
    void directoriesAreListedOneLevelAtATimeInPages() {
        world.version(cats, "v1", "a/1", "a/2", "a/deep/3", "a-b", "b", "c/d/e/f");

        var root = world.versions.directory(cats, "v1", "", Optional.empty(), 10);
        assertThat(root.entries()).extracting(Directory.Entry::name).containsExactly("a-b", "a/", "b", "c/");
        assertThat(root.entries().get(1).files()).contains(3L);
        assertThat(root.next()).isEmpty();
        var first = world.versions.directory(cats, "v1", "a", Optional.empty(), 2);
        assertThat(first.entries()).extracting(Directory.Entry::name).containsExactly("1", "2");
        var second = world.versions.directory(cats, "v1", "a/", first.next(), 2);
        assertThat(second.entries()).extracting(Directory.Entry::name).containsExactly("deep/");
        assertThat(second.next()).isEmpty();
        assertThat(failure(() -> world.versions.directory(cats, "v1", "none", Optional.empty(), 2)))
                .isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void whatIsNotSharedIsAsAbsentAndTheFaultNamesTheField() {
        world.version(cats, "v1", "a");
        world.dataset(world.vision, "open", "{\"sharing\":{\"scope\":\"Workspace\"}}");
        world.version(DatasetName.own(world.vision, "open"), "v1", "a");

        var hidden = world.door.resolve(world.speech, "spec.inputs[0]", new DatasetRef(world.vision, "cats", "v1"));
        var shared = world.door.resolve(world.speech, "spec", new DatasetRef(world.vision, "open", "latest"));
        var outside = world.door.resolve(world.outside, "spec", new DatasetRef(world.vision, "open", "v1"));
        var unknown = world.door.resolve(world.vision, "spec", new DatasetRef(null, "cats", "v9"));

        assertThat(hidden.fault())
                .hasValueSatisfying(fault -> assertThat(fault.field()).isEqualTo("spec.inputs[0]"));
        assertThat(shared.version())
                .hasValueSatisfying(version -> assertThat(version.version()).isEqualTo("v1"));
        assertThat(outside.version()).isEmpty();
        assertThat(unknown.fault())
                .hasValueSatisfying(fault -> assertThat(fault.field()).isEqualTo("spec.version"));
    }

    private static Problem.Code failure(ThrowingCallable action) {
        return catchThrowableOfType(Problem.class, action).code();
    }
}
