package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.engine.source.BucketSource;
import io.kubesphere.ai.dataset.engine.source.HttpSource;
import io.kubesphere.ai.dataset.engine.source.ImportSource;
import io.kubesphere.ai.dataset.engine.source.VersionSource;
import io.kubesphere.ai.dataset.store.ImportLeases.Elsewhere;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.ForeignBucket;
import io.kubesphere.ai.kernel.storage.S3Location;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Opens the sources of imports, with the credentials of their project. */
@ApplicationScoped
class ImportSources {
    /** What imports are called among the users of versions. */
    private static final String USER = "DatasetImport";

    private final Outbound outbound;
    private final ProjectSecrets secrets;
    private final Snapshots snapshots;
    private final Datasets datasets;
    private final Stored stored;
    private final VolumeSnapshots volumes;

    /** The ways out, and how long they may be silent. */
    @ApplicationScoped
    static class Outbound {
        private final OutboundNames names;
        private final OutboundHttp http;
        private final ImportConfig config;

        Outbound(OutboundNames names, OutboundHttp http, ImportConfig config) {
            this.names = names;
            this.http = http;
            this.config = config;
        }

        ImportSource files(List<URI> addresses, Optional<String> authorization) {
            return new HttpSource(http, addresses, authorization);
        }

        ForeignBucket open(ImportOrigin.S3 s3, Optional<S3Location.Credentials> credentials) {
            var location = new S3Location(
                    s3.server().map(URI::create),
                    s3.bucket(),
                    Objects.requireNonNullElse(s3.region(), "us-east-1"),
                    credentials,
                    s3.pathStyle(),
                    config.timeout());
            return ForeignBucket.at(location, names);
        }
    }

    /** Versions that are there already. */
    @ApplicationScoped
    static class Stored {
        private final ManifestStore manifests;
        private final ContentStore content;

        Stored(ManifestStore manifests, ContentStore content) {
            this.manifests = manifests;
            this.content = content;
        }

        ImportSource version(VersionSource.Place place) {
            return ContentSpace.isExternal(place.space())
                    ? new VersionSource(manifests, content, place)
                    : new VersionSource.Shared(manifests, content, place);
        }
    }

    /** Six: one for each kind of source, and the Secrets that open some. */
    ImportSources(
            Outbound outbound,
            ProjectSecrets secrets,
            Snapshots snapshots,
            Datasets datasets,
            Stored stored,
            VolumeSnapshots volumes) {
        this.volumes = volumes;
        this.outbound = outbound;
        this.secrets = secrets;
        this.snapshots = snapshots;
        this.datasets = datasets;
        this.stored = stored;
    }

    /** Whether a pod reads the source, so that there is nothing to open. */
    boolean isElsewhere(ImportRow row) {
        return volumes.isOne(row);
    }

    /** How it stands with that pod; empty when it has told everything. */
    Optional<Elsewhere> elsewhere(ImportRow row) {
        return volumes.look(row);
    }

    /** The caller closes it, and releases what it may have held when the import is at its end or pauses. */
    ImportSource open(ImportRow row, ImportOrigin origin) {
        var project = row.place().project();
        if (origin.http() != null) {
            var addresses = origin.http().urls().stream().map(URI::create).toList();
            return outbound.files(addresses, origin.secret().map(name -> secrets.authorization(project, name)));
        }
        if (origin.s3() != null) {
            return new BucketSource(bucket(project, origin.s3()), origin.s3().wantedPrefix());
        }
        if (origin.storage() != null) {
            var place = snapshots.bucket(row.uploadId());
            return new BucketSource.Snapshot(
                    bucket(project, place),
                    place.wantedPrefix(),
                    origin.storage().wantedPrefix());
        }
        return version(row, origin);
    }

    private ForeignBucket bucket(String project, ImportOrigin.S3 place) {
        return outbound.open(place, place.secretName().map(name -> secrets.accessKey(project, name)));
    }

    private ImportSource version(ImportRow row, ImportOrigin origin) {
        var project = row.place().project();
        var version = version(project, origin.dataset());
        // Deleted meanwhile, its files stay until we have them.
        datasets.recordUse(
                version,
                new Datasets.Use(USER, row.id().toString(), project, row.place().dataset()));
        var place = new VersionSource.Place(
                version.project(),
                Digest.parse("digest", version.digest()),
                origin.dataset().wantedPrefix());
        return stored.version(place);
    }

    /** Nothing more is read for the import. */
    void release(ImportRow row) {
        datasets.endUse(USER, row.id().toString());
        volumes.release(row);
    }

    /** The source is looked at anew when the import is begun once more. */
    void beginAnew(ImportRow row) {
        volumes.beginAnew(row);
    }

    List<Problem.Cause> faults(String project, VolumeDirectory volume) {
        return volumes.faults(project, volume);
    }

    /** The version as the project sees it at this moment. */
    Datasets.Version version(String project, ImportOrigin.Shared shared) {
        var resolution = datasets.resolve(project, "source.dataset", shared.reference());
        var version = resolution
                .version()
                .orElseThrow(() ->
                        Problem.invalid("import", resolution.fault().stream().toList()));
        ContentSpace.requireReadable(version.project());
        return version;
    }
}
