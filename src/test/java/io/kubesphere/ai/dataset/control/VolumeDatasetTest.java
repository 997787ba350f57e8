package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetRef;
import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.TableQuery;
import io.kubesphere.ai.dataset.VersionWalks.ArchiveFormat;
import io.kubesphere.ai.dataset.VolumeReports.Found;
import io.kubesphere.ai.dataset.VolumeReports.Listing;
import io.kubesphere.ai.dataset.VolumeReports.Read;
import io.kubesphere.ai.dataset.VolumeReports.Readings;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of what stays on a volume; the pod that reads it is played. */
class VolumeDatasetTest {
    private static final String STAMP = "2026-01-01T00:00:00Z/2026-01-01T00:00:00Z/7";

    private DatasetWorld world;
    private ImportWorld imports;
    private DatasetName cats;
    private Pod lost;

    @BeforeEach
    void make(@TempDir Path directory) {
        world = new DatasetWorld(ObjectStore.inDirectory(directory));
        imports = new ImportWorld(world);
        world.dataset(world.vision, "cats", "{\"storage\":{\"volume\":{\"claim\":\"scans\",\"path\":\"2026\"}}}");
        cats = DatasetName.own(world.vision, "cats");
        world.cluster
                .objects()
                .create(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace(world.vision)
                        .withName("scans")
                        .endMetadata()
                        .build());
    }

    private static NewImport snapshot(String version, String below) {
        var source = ImportOrigin.ofStorage(new ImportOrigin.Snapshot(below));
        return new NewImport(source, version, "", List.of(), "", "", false);
    }

    private ImportName begin(String version) {
        var name = imports.begin(cats, snapshot(version, null));
        imports.replica().runDue();
        return name;
    }

    /** A look at the pod, as if its time had come. */
    private State look(ImportName name) {
        imports.timePasses(name);
        imports.replica().runDue();
        return imports.desk.get(name).state();
    }

    private RunIdentity pod(ImportName name) {
        return new RunIdentity(name.id(), world.vision, "aip-snapshot-" + name.id());
    }

    private static Found found(String path, long size, String stamp) {
        return new Found(path, size, stamp);
    }

    private static Read read(String path, String text, String stamp) {
        return new Read(path, text.length(), stamp, Digest.of(text).toString());
    }

    private void list(ImportName name, Found... files) {
        imports.reports.beginListing(pod(name));
        imports.reports.list(pod(name), new Listing(List.of(files)));
        imports.reports.endListing(pod(name));
    }

    private List<String> pending(ImportName name) {
        return imports.reports.pending(pod(name), "").files().stream()
                .map(Found::path)
                .toList();
    }

    /** The version of two files, each with a stamp. */
    private void taken(String version) {
        var name = begin(version);
        list(name, found("a.csv", 4, STAMP), found("b.txt", 1, STAMP));
        imports.reports.read(
                pod(name), new Readings(List.of(read("a.csv", "x\n1\n", STAMP), read("b.txt", "b", STAMP))));
        assertThat(look(name)).as(imports.desk.get(name).message()).isEqualTo(State.Succeeded);
    }

    private Optional<Job> job(ImportName name) {
        return world.cluster.objects().get(Job.class, world.vision, "aip-snapshot-" + name.id());
    }

    @Test
    void podThatReadsTheVolumeIsTheImportsAndMayDoNothingElse() {
        var name = begin("v1");

        var job = job(name).orElseThrow();
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(job.getMetadata().getOwnerReferences())
                .extracting(owner -> owner.getKind() + "/" + owner.getName())
                .containsExactly("Dataset/cats");
        assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry(Labels.MODULE, "dataset")
                .containsEntry(Labels.RUN_UID, name.id())
                .containsEntry(Labels.OWNER, "ada")
                .containsEntry(Labels.WORKSPACE, "research");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getVolumes().get(0).getPersistentVolumeClaim().getClaimName())
                .isEqualTo("scans");
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getArgs()).containsExactly("snapshot");
            assertThat(container.getVolumeMounts().get(0).getReadOnly()).isTrue();
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
        });
        assertThat(imports.reports.wanted(pod(name)).directory()).isEqualTo("2026");
    }

    @Test
    void whatThePodTellsBecomesAVersionAndThePodGoes() {
        var name = begin("v1");
        list(name, found("a.csv", 4, STAMP), found("b.txt", 1, ""));
        assertThat(pending(name)).containsExactly("a.csv", "b.txt");
        imports.reports.read(pod(name), new Readings(List.of(read("a.csv", "x\n1\n", STAMP))));
        assertThat(look(name)).isNotEqualTo(State.Succeeded);
        assertThat(imports.desk.get(name).progress()).satisfies(progress -> {
            assertThat(progress.listed()).isTrue();
            assertThat(progress.files()).isEqualTo(2);
            assertThat(progress.filesDone()).isEqualTo(1);
            assertThat(progress.bytesDone()).isEqualTo(4);
        });

        imports.reports.read(pod(name), new Readings(List.of(read("b.txt", "b", ""))));

        assertThat(look(name)).isEqualTo(State.Succeeded);
        assertThat(job(name)).isEmpty();
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path, DatasetFile::size, DatasetFile::digest)
                .containsExactly(
                        tuple("a.csv", 4L, Digest.of("x\n1\n").toString()),
                        tuple("b.txt", 1L, Digest.of("b").toString()));
        assertThat(world.store.list("content/" + world.vision, "", 100)).noneMatch(key -> key.contains("/blobs/"));
        assertThat(world.quota.left(ContentSpace.of(world.vision))).isEqualTo(100_000_000);
    }

    @Test
    void podAfterAnotherGoesOnWithWhatIsMissing() {
        var name = begin("v1");
        list(name, found("a.csv", 4, STAMP), found("b.txt", 1, ""));
        imports.reports.read(pod(name), new Readings(List.of(read("b.txt", "b", ""))));

        assertThat(imports.reports.wanted(pod(name)).listed()).isTrue();
        assertThat(pending(name)).containsExactly("a.csv");
        assertThat(look(name)).isNotEqualTo(State.Succeeded);
        assertThat(world.versions.page(cats, ListQuery.ALL).items()).isEmpty();
    }

    @Test
    void onlyWhatHasChangedIsReadForTheNextVersion() {
        taken("v1");
        var name = begin("v2");

        list(name, found("a.csv", 4, STAMP + "1"), found("b.txt", 1, STAMP), found("c", 1, ""));

        assertThat(pending(name)).containsExactly("a.csv", "c");
        imports.reports.read(
                pod(name), new Readings(List.of(read("a.csv", "x\n2\n", STAMP + "1"), read("c", "c", ""))));
        assertThat(look(name)).isEqualTo(State.Succeeded);
        assertThat(world.walks
                        .diff(cats, "v1", "v2", Optional.empty(), 10)
                        .totals()
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void retryLooksAnewAndTakesNothingThatHasGone() {
        var name = begin("v1");
        list(name, found("gone", 1, STAMP), found("a.csv", 4, STAMP));
        imports.reports.read(
                pod(name), new Readings(List.of(read("gone", "g", STAMP), read("a.csv", "x\n1\n", STAMP))));
        fails(name, "b is a link out of the directory");
        assertThat(look(name)).isEqualTo(State.Failed);
        assertThat(imports.desk.get(name).message()).contains("b is a link out of the directory");
        assertThat(job(name)).isEmpty();
        imports.pods.remove(lost);

        imports.desk.retry(name);
        assertThat(look(name)).isEqualTo(State.Waiting);
        list(name, found("a.csv", 4, STAMP));
        assertThat(pending(name)).isEmpty();

        assertThat(look(name)).isEqualTo(State.Succeeded);
        assertThat(world.versions.files(cats, "v1", "", ListQuery.ALL).items())
                .extracting(DatasetFile::path)
                .containsExactly("a.csv");
    }

    private PodBuilder podOf(ImportName name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(world.vision)
                .withName("aip-snapshot-x")
                .withUid("x")
                .withResourceVersion("1")
                .addToLabels(Labels.RUN_UID, name.id())
                .endMetadata();
    }

    private void fails(ImportName name, String words) {
        lost = podOf(name)
                .withNewStatus()
                .addNewContainerStatus()
                .withName("aip-snapshot")
                .withNewState()
                .withNewTerminated()
                .withExitCode(1)
                .withMessage(words)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        imports.pods.put(lost);
    }

    @Test
    void whatKeepsThePodFromStartingIsToldForAsLongAsItDoes() {
        var name = begin("v1");
        imports.pods.put(podOf(name)
                .withNewSpec()
                .addNewContainer()
                .withName("aip-snapshot")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/5 nodes are available: pod has unbound immediate PersistentVolumeClaims.")
                .endCondition()
                .endStatus()
                .build());

        for (var looks = 0; looks < 5; looks++) {
            assertThat(look(name)).isEqualTo(State.Waiting);
            assertThat(imports.desk.get(name).message()).contains("volume");
        }
    }

    @Test
    void podsThatKeepDyingAreToldAndReplacedByOthers() {
        var name = begin("v1");
        var job = job(name).orElseThrow();
        world.cluster
                .objects()
                .apply(new JobBuilder(job)
                        .withNewStatus()
                        .withFailed(7)
                        .addNewCondition()
                        .withType("Failed")
                        .withStatus("True")
                        .withReason("BackoffLimitExceeded")
                        .endCondition()
                        .endStatus()
                        .build());

        assertThat(look(name)).isEqualTo(State.Waiting);
        assertThat(imports.desk.get(name).message()).contains("ended too early");
        assertThat(job(name)).isEmpty();
        assertThat(look(name)).isEqualTo(State.Waiting);
        assertThat(job(name)).isPresent();
    }

    @Test
    void cancelledImportTakesNothingAndItsPodGoes() {
        var name = begin("v1");

        imports.desk.cancel(name);

        assertThat(job(name)).isEmpty();
        var refused = catchThrowableOfType(Problem.class, () -> imports.reports.wanted(pod(name)));
        assertThat(refused.code()).isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void podOfAnotherProjectTellsNothing() {
        var name = begin("v1");
        var stranger = new RunIdentity(name.id(), world.outside, "aip-snapshot-" + name.id());

        assertThat(catchThrowableOfType(Problem.class, () -> imports.reports.beginListing(stranger))
                        .code())
                .isEqualTo(Problem.Code.NOT_FOUND);
    }

    @Test
    void emptyDirectoryMakesNoVersion() {
        var name = begin("v1");
        imports.reports.beginListing(pod(name));

        var refused = catchThrowableOfType(Problem.class, () -> imports.reports.endListing(pod(name)));

        assertThat(refused.getMessage()).contains("no files");
        assertThat(look(name)).isNotEqualTo(State.Succeeded);
    }

    /** Each way of the service itself to the bytes. */
    interface Reading {
        Object of(DatasetWorld world, DatasetName name);
    }

    static Stream<Reading> readings() {
        return Stream.of(
                (world, name) -> world.versions.file(name, "v1", "b.txt"),
                (world, name) -> world.previews.preview(name, "v1", "a.csv"),
                (world, name) -> world.previews.query(name, "v1", new TableQuery("a.csv", "select 1", 10)),
                (world, name) -> world.walks.verify(name, "v1"),
                (world, name) -> world.walks.export(name, "v1", "", ArchiveFormat.tar),
                (world, name) -> world.content.open(space(world, name), Digest.of("b")));
    }

    private static String space(DatasetWorld world, DatasetName name) {
        return world.versionStore
                .find(world.finder.dataset(name), "v1")
                .orElseThrow()
                .space();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void serviceSaysThatOnlyPodsReadTheFiles(Reading reading) {
        taken("v1");

        var refused = catchThrowableOfType(Problem.class, () -> reading.of(world, cats));

        assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(refused.getMessage()).contains("volume", world.vision, "training job");
    }

    @Test
    void otherDatasetCannotBeFilledFromIt() {
        taken("v1");
        world.dataset(world.vision, "copy", "{}");
        var source = new ImportOrigin(null, null, new ImportOrigin.Shared(null, "cats", "v1", null));

        var refused = catchThrowableOfType(
                Problem.class, () -> imports.begin(DatasetName.own(world.vision, "copy"), ImportWorld.wanted(source)));

        assertThat(refused.getMessage()).contains("volume");
    }

    @Test
    void jobsOfTheProjectAreToldWhatToMountAndOthersNothing() {
        taken("v1");

        var own = resolved(world.vision).version().orElseThrow();

        assertThat(own.volume()).contains(new Datasets.Volume("scans", "2026"));
        assertThat(resolved(world.speech).version()).isEmpty();
    }

    private Datasets.Resolution resolved(String project) {
        return world.door.resolve(project, "spec.inputs[0].dataset", new DatasetRef(world.vision, "cats", "v1"));
    }

    @Test
    void snapshotIsOfTheWholeDirectoryUnderItsPaths() {
        var source = ImportOrigin.ofStorage(new ImportOrigin.Snapshot("train/"));
        var wanted = new NewImport(source, "v1", "", List.of(), "v0", "below", true);

        var refused = catchThrowableOfType(Problem.class, () -> imports.begin(cats, wanted));

        assertThat(refused.causes())
                .extracting(Problem.Cause::field)
                .containsExactlyInAnyOrder("source.storage.prefix", "directory", "base", "unpack");
    }

    @Test
    void directoryStaysOnItsVolume() {
        var refused = catchThrowableOfType(
                Problem.class,
                () -> world.dataset(
                        world.vision,
                        "bad",
                        "{\"storage\":{\"volume\":{\"claim\":\"A/b\",\"path\":\"../up\"}},\"sharing\":{\"scope\":\"Workspace\"}}"));

        assertThat(refused.causes())
                .extracting(Problem.Cause::field)
                .containsExactly("spec.storage.volume.claim", "spec.storage.volume.path", "spec.sharing.scope");
    }
}
