package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.CollectionStore;
import io.kubesphere.ai.dataset.store.CommitStore;
import io.kubesphere.ai.dataset.store.DatasetStore;
import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.dataset.store.PieceStore;
import io.kubesphere.ai.dataset.store.SpaceStore;
import io.kubesphere.ai.dataset.store.StagedFiles;
import io.kubesphere.ai.dataset.store.TagStore;
import io.kubesphere.ai.dataset.store.UploadStart;
import io.kubesphere.ai.dataset.store.UploadStore;
import io.kubesphere.ai.dataset.store.UsageStore;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.dataset.store.VolumeListing;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.content.StoredContents;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.ObjectEvents;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.testing.HappeningsInMemory;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.testing.ObjectsInMemory;
import io.kubesphere.ai.testing.SettableClock;
import io.kubesphere.ai.testing.WorkloadForTests;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The module, put together over a real PostgreSQL and an object store, with a cluster in memory and a clock that is set. */
final class DatasetWorld {
    static final Caller ADA = Caller.named("ada");

    /** Where this machine itself may be asked. */
    static final OutboundNames LOOPBACK =
            OutboundNames.of(List.of("127.0.0.0/8"), List.of(), java.net.InetAddress::getAllByName);

    final ObjectStore store;
    final Database database;
    final ObjectsInMemory cluster = new ObjectsInMemory();
    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    final ObjectMapper json = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();

    final String vision;
    final String speech;
    final String outside;
    final String system;

    final ObjectIndex<Dataset> index;
    final ResourceStore<Dataset> resources;
    final PrimaryEvents<Dataset> events;
    final DatasetPolicy policy;
    final DatasetLibrary library;
    final DatasetAccess access;
    final DatasetRecords records;
    final VersionStore versionStore;
    final VersionFinder finder;
    final VersionFiles versionFiles;
    final UploadStore uploadStore;
    final StagedFiles staged;
    final ContentStore content;
    final ManifestStore manifests;
    final Arrivals arrivals;
    final VersionLibrary versions;
    final UploadDesk uploads;
    final UploadIntake files;
    final SharedDatasets door;
    final UploadBook book;
    final ContentCollection collection;
    final VersionWalker walks;
    final FilePreviews previews;
    final DatasetConfig config;
    final UploadOpening opening;
    final VersionNames names;
    final Commits commits;
    final ProjectQuota quota;
    final OriginStore origins;
    final Snapshots snapshots;
    final ProjectSecrets secrets;
    final ExternalContents external;
    final HappeningsInMemory happenings = new HappeningsInMemory();

    /** With a quota of a hundred megabytes per project. */
    DatasetWorld(ObjectStore store) {
        this(store, config(OptionalLong.of(100_000_000)));
    }

    DatasetWorld(ObjectStore store, DatasetConfig config) {
        this(
                store,
                UUID.randomUUID().toString().substring(0, 8),
                DatasetIndex.shape().build(),
                config);
    }

    /** The same projects and datasets over another object store. */
    DatasetWorld(ObjectStore store, DatasetWorld other) {
        this(store, other.vision.substring(other.vision.indexOf('-') + 1), other.index, config(OptionalLong.empty()));
    }

    /** Projects have names of their own, since tests share the database. */
    private DatasetWorld(ObjectStore store, String suffix, ObjectIndex<Dataset> index, DatasetConfig config) {
        this(store, MigratedDatabase.database(), suffix, index, config);
    }

    /** The same projects in another process, which has a database and an object store with this one in common. */
    DatasetWorld(ObjectStore store, Database database, String suffix) {
        this(store, database, suffix, DatasetIndex.shape().build(), config(OptionalLong.empty()));
    }

    private DatasetWorld(
            ObjectStore store, Database database, String suffix, ObjectIndex<Dataset> index, DatasetConfig config) {
        this.database = database;
        this.store = store;
        this.vision = "vision-" + suffix;
        this.speech = "speech-" + suffix;
        this.outside = "outside-" + suffix;
        this.system = "system-" + suffix;
        this.index = index;
        this.events = new PrimaryEvents<>(index);
        this.resources = new ResourceStore<>(Dataset.class, index, new ObjectsInMemory().objects(), json);
        var workspaces = workspaces();
        this.policy = new DatasetPolicy(workspaces, new SourceRules(LOOPBACK, ImportWorld.CONFIG));
        this.access = new DatasetAccess(resources, workspaces);
        var datasets = DatasetStore.over(database);
        this.records = new DatasetRecords(datasets, json, clock);
        this.library = new DatasetLibrary(resources, access, policy, new RecycleBin(datasets, json, clock), records);
        this.versionStore = VersionStore.over(database);
        this.uploadStore = UploadStore.over(database);
        this.staged = StagedFiles.over(database);
        this.origins = OriginStore.over(database);
        this.snapshots = new Snapshots(origins, json);
        this.secrets = new ProjectSecrets(cluster.objects(), ImportWorld.CONFIG);
        var outbound = new ImportSources.Outbound(
                LOOPBACK,
                new OutboundHttp(LOOPBACK, Duration.ofSeconds(5), Duration.ofSeconds(20)),
                ImportWorld.CONFIG);
        this.external = new ExternalContents(origins, new OriginBuckets(outbound, secrets, clock), snapshots);
        this.content = ContentStore.over(store, List.of(external));
        this.manifests = ManifestStore.over(store);
        var tags = TagStore.over(database);
        this.config = config;
        this.names = new VersionNames(versionStore, tags);
        this.finder = new VersionFinder(access, records, versionStore);
        this.arrivals = new Arrivals(store, content, new UnboundedBodies(store, 4));
        var uses = new VersionUses(
                UsageStore.over(database), (caller, project) -> caller.equals(Caller.named("member")), clock);
        this.versionFiles = new VersionFiles(manifests, content);
        this.previews = new FilePreviews(finder, versionFiles, new TableLook(bounds()), bounds());
        this.versions = new VersionLibrary(
                finder,
                versionStore,
                versionFiles,
                new Tags(tags, names, clock),
                new VersionDeletion(access, finder, versionStore, clock),
                uses);
        this.walks = new VersionWalker(
                finder,
                new VersionDiffs(manifests),
                new VersionCheck(manifests, content, json, clock),
                new VersionExport(manifests, content));
        this.collection = new ContentCollection(
                CollectionStore.over(database), StoredContents.over(store), manifests, arrivals, clock);
        this.book = new UploadBook(access, records, uploadStore, clock);
        this.quota = new ProjectQuota(
                SpaceStore.over(database), config, new QuotaNews(happenings, workspaces, clock), clock);
        this.files = new UploadIntake(
                book,
                staged,
                arrivals,
                new Announced(staged, content, arrivals),
                new Pieces(PieceStore.over(database), store, config),
                new ArchiveIntake(store, arrivals, staged, new Settling(arrivals), config),
                quota);
        var tools = new Commits.CommitTools(manifests, events, clock);
        this.commits = new Commits(book, CommitStore.over(database), versionStore, names, tools);
        this.opening = new UploadOpening(finder, manifests, UploadStart.over(database), config, clock);
        this.uploads = new UploadDesk(book, opening, commits, uploadStore, clock);
        this.door = new SharedDatasets(access, records, finder, content, uses, snapshots);
    }

    static DatasetConfig config(OptionalLong quota) {
        return new DatasetConfig() {
            @Override
            public Duration uploadExpiry() {
                return Duration.ofDays(3);
            }

            @Override
            public long pieceSize() {
                return 5 << 20;
            }

            @Override
            public int unboundedBodies() {
                return 4;
            }

            @Override
            public OptionalLong projectQuota() {
                return quota;
            }

            @Override
            public long archiveMostFiles() {
                return 2000;
            }

            @Override
            public long archiveMostRatio() {
                return 100;
            }

            @Override
            public long archiveFreeBytes() {
                return 1 << 20;
            }
        };
    }

    private static PreviewConfig bounds() {
        return new PreviewConfig() {
            @Override
            public int tablesAtOnce() {
                return 2;
            }

            @Override
            public int memoryMegabytes() {
                return 128;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(20);
            }

            @Override
            public long largestTable() {
                return 10_000_000;
            }

            @Override
            public long largestImage() {
                return 10_000_000;
            }

            @Override
            public long largestText() {
                return 100_000;
            }
        };
    }

    /** What pods do with volumes, of the pods that the index has. */
    VolumeSnapshots volumes(ObjectIndex<Pod> pods) {
        var events = new ObjectEvents(ObjectEvents.shape().build());
        return new VolumeSnapshots(
                snapshots,
                new VolumePods(
                        cluster.objects(),
                        new VolumePods.Observed(new RunPods(pods), events, clock),
                        AgentContainers.of(new WorkloadForTests()),
                        workspaces(),
                        access),
                VolumeListing.over(database));
    }

    private Workspaces workspaces() {
        var namespaces = IndexShape.of(Namespace.class).build();
        Map.of(vision, "research", speech, "research", outside, "marketing", system, Workspaces.SYSTEM)
                .forEach((project, workspace) -> namespaces.put(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(project)
                        .withUid(project)
                        .withResourceVersion("1")
                        .addToLabels(Labels.WORKSPACE, workspace)
                        .endMetadata()
                        .build()));
        return new Workspaces(namespaces);
    }

    /** A dataset in the project. */
    Dataset dataset(String project, String name, String spec) {
        library.create(ADA, project, tree("{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":" + spec + "}"));
        return resources.get(project, name);
    }

    JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** A dataset {@code cats} of the project vision with nothing in it. */
    DatasetName cats() {
        dataset(vision, "cats", "{}");
        return DatasetName.own(vision, "cats");
    }

    UploadName begin(DatasetName dataset) {
        return begin(dataset, new NewUpload(null));
    }

    UploadName begin(DatasetName dataset, NewUpload wanted) {
        var upload = uploads.begin(ADA, dataset.owner(), dataset.name(), wanted);
        return new UploadName(dataset.owner(), dataset.name(), upload.id());
    }

    DatasetFile put(UploadName upload, String path, String text) {
        return files.put(upload, body(path, text));
    }

    static FileBody body(String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new FileBody(path, new ByteArrayInputStream(bytes), bytes.length, Optional.empty());
    }

    DatasetVersion commit(UploadName upload, String version) {
        return uploads.commit(ADA, upload, NewVersion.named(version));
    }

    /** A committed version with files of these paths, each with its path as content. */
    DatasetVersion version(DatasetName dataset, String version, String... paths) {
        var upload = begin(dataset);
        for (var path : paths) {
            put(upload, path, path);
        }
        return commit(upload, version);
    }
}
