package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.kubesphere.ai.dataset.DatasetImport;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.store.ImportFiles;
import io.kubesphere.ai.dataset.store.ImportLeases;
import io.kubesphere.ai.dataset.store.ImportStore;
import io.kubesphere.ai.dataset.store.VolumeListing;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Imports over the world of datasets; the user {@code blind} may read no Secret and no dataset. */
final class ImportWorld {
    static final Caller BLIND = Caller.named("blind");

    final DatasetWorld world;
    final ImportDesk desk;
    /** Pods that nobody runs. */
    final ObjectIndex<Pod> pods = IndexShape.of(Pod.class).build();

    final VolumeIntake reports;
    private final ImportRun runs;

    /** Where this machine itself may be asked. */
    ImportWorld(DatasetWorld world) {
        this(world, DatasetWorld.LOOPBACK);
    }

    ImportWorld(DatasetWorld world, OutboundNames outbound) {
        this.world = world;
        var files = ImportFiles.over(world.database);
        var http = new OutboundHttp(outbound, Duration.ofSeconds(5), Duration.ofSeconds(20));
        var sources = new ImportSources(
                new ImportSources.Outbound(outbound, http, CONFIG),
                world.secrets,
                world.snapshots,
                world.door,
                new ImportSources.Stored(world.manifests, world.content),
                world.volumes(pods));
        var rights = new ImportPolicy.Rights(
                (caller, project) -> !caller.equals(BLIND), (caller, project) -> !caller.equals(BLIND));
        this.desk = new ImportDesk(
                new ImportPolicy(new SourceRules(outbound, CONFIG), rights),
                sources,
                world.opening,
                world.names,
                new ImportDesk.Book(
                        ImportStore.over(world.database),
                        world.uploadStore,
                        world.snapshots,
                        CONFIG,
                        world.json,
                        world.clock));
        var staying = new StayingFiles(world.book, world.staged, world.origins);
        var bounds = new ImportRun.ImportBounds(CONFIG, world.quota, world.snapshots);
        this.runs = new ImportRun(
                sources, files, new FileFetch(world.files, staying, files, world.config), world.commits, bounds);
        this.reports = new VolumeIntake(
                new VolumeIntake.Records(ImportStore.over(world.database), world.snapshots, world.origins),
                VolumeListing.over(world.database),
                files,
                staying,
                bounds);
    }

    /** A replica of its own. */
    ImportWorkers replica() {
        return new ImportWorkers(
                ImportLeases.over(world.database),
                runs,
                CONFIG,
                world.json,
                world.clock,
                new ImportMeters(new SimpleMeterRegistry()));
    }

    void secret(String project, String name, Map<String, String> data) {
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(project)
                .withName(name)
                .endMetadata();
        data.forEach((key, value) -> secret.addToData(
                key,
                java.util.Base64.getEncoder().encodeToString(value.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        world.cluster.objects().create(secret.build());
    }

    static NewImport wanted(ImportOrigin source) {
        return new NewImport(source, "v1", "", List.of(), "", "", false);
    }

    static ImportOrigin http(String... urls) {
        return new ImportOrigin(new ImportOrigin.Http(List.of(urls), null), null, null);
    }

    ImportName begin(DatasetName dataset, NewImport wanted) {
        var begun = desk.begin(DatasetWorld.ADA, dataset.owner(), dataset.name(), wanted);
        return new ImportName(dataset.owner(), dataset.name(), begun.id());
    }

    /** Begins an import, lets a replica do what it can, and tells what came of it. */
    DatasetImport run(DatasetName dataset, NewImport wanted) {
        var name = begin(dataset, wanted);
        replica().runDue();
        return desk.get(name);
    }

    /** As if the pause, or the lease of a replica that has died, were over. */
    void timePasses(ImportName name) {
        world.database.with(handle -> handle.execute(
                "UPDATE dataset.import SET next_at = now(), lease_until = '-infinity' WHERE id = ?",
                UUID.fromString(name.id())));
    }

    static final ImportConfig CONFIG = new ImportConfig() {
        @Override
        public int atOnce() {
            return 2;
        }

        @Override
        public int filesAtOnce() {
            return 3;
        }

        @Override
        public Duration lease() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int mostAttempts() {
            return 3;
        }

        @Override
        public Duration firstPause() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMinutes(3);
        }

        @Override
        public Duration longest() {
            return Duration.ofDays(7);
        }

        @Override
        public long mostFiles() {
            return 100;
        }

        @Override
        public long mostBytes() {
            return 1L << 40;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration volumeLook() {
            return Duration.ofSeconds(5);
        }

        @Override
        public boolean secrets() {
            return true;
        }
    };
}
