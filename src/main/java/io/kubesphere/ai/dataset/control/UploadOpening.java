package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.dataset.store.UploadStart;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Begins uploads: with nothing, or with the files of an earlier version so that only changes need to be sent. */
@ApplicationScoped
class UploadOpening {
    private final VersionFinder versions;
    private final ManifestStore manifests;
    private final UploadStart uploads;
    private final DatasetConfig config;
    private final Clock clock;

    UploadOpening(
            VersionFinder versions, ManifestStore manifests, UploadStart uploads, DatasetConfig config, Clock clock) {
        this.versions = versions;
        this.manifests = manifests;
        this.uploads = uploads;
        this.config = config;
        this.clock = clock;
    }

    UUID dataset(DatasetName name) {
        return versions.dataset(name);
    }

    Dataset resource(DatasetName name) {
        return versions.resource(name);
    }

    /** A 409 for a dataset whose files stay where they are: nothing is sent to it. */
    UploadRow begin(Caller caller, DatasetName name, NewUpload wanted) {
        var spec = resource(name).getSpec();
        spec.externalBucket()
                .map(bucket -> "in bucket " + bucket.bucket())
                .or(() -> spec.volume().map(volume -> "on volume " + volume.claim()))
                .ifPresent(place -> {
                    throw Problem.of(
                            Problem.Code.CONFLICT,
                            "the files of dataset %s stay %s, which is only read; make a version of what is there by"
                                    + " POST imports with source storage",
                            name.name(),
                            place);
                });
        return begin(caller, name, wanted, config.uploadExpiry());
    }

    /**
     * @param life how long it takes files
     */
    UploadRow begin(Caller caller, DatasetName name, NewUpload wanted, Duration life) {
        var base = wanted.baseVersion().map(version -> versions.require(name, version));
        var now = clock.instant();
        var upload = new UploadRow(
                UUID.randomUUID(),
                versions.dataset(name),
                caller.user(),
                now,
                now.plus(life),
                base.map(version -> version.name()).orElse(""),
                Upload.State.Open,
                Optional.empty());
        if (base.isEmpty()) {
            uploads.begin(upload);
            return upload;
        }
        var space = base.get().space();
        try (var files = manifests
                .read(space, base.get().manifest())
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "the files of this version are gone"))) {
            uploads.begin(upload, space, base.get(), files);
        }
        return upload;
    }
}
