package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.DatasetVersions;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds versions by name, by tag, or as the latest. */
@ApplicationScoped
class VersionFinder {
    private final DatasetAccess access;
    private final DatasetRecords records;
    private final VersionStore versions;

    VersionFinder(DatasetAccess access, DatasetRecords records, VersionStore versions) {
        this.access = access;
        this.records = records;
        this.versions = versions;
    }

    /** A dataset that the viewer sees; a 404 otherwise. */
    Dataset resource(DatasetName name) {
        return access.require(name);
    }

    /** The record of a dataset that the viewer sees; a 404 otherwise. */
    UUID dataset(DatasetName name) {
        return records.id(access.require(name));
    }

    /** A version that is there; a 404 otherwise. */
    VersionRow require(DatasetName dataset, String version) {
        return find(dataset(dataset), version).orElseThrow(() -> absent(dataset, version));
    }

    /** A version whose files the service can read; a 409 when only pods can. */
    VersionRow requireReadable(DatasetName dataset, String version) {
        var row = require(dataset, version);
        ContentSpace.requireReadable(row.space());
        return row;
    }

    private static Problem absent(DatasetName dataset, String version) {
        return Problem.of(Problem.Code.NOT_FOUND, "dataset %s has no version %s", dataset.name(), version)
                .about(Dataset.PLURAL, dataset.name());
    }

    Optional<VersionRow> find(UUID dataset, String version) {
        return versions.find(dataset, version)
                .filter(VersionRow::isLive)
                .or(() -> versions.tagged(dataset, version))
                .or(() -> version.equals(DatasetVersions.LATEST) ? versions.latest(dataset) : Optional.empty());
    }

    /** The version as users see it. */
    static DatasetVersion view(DatasetName dataset, VersionRow row) {
        return new DatasetVersion(
                dataset.owner(),
                dataset.name(),
                row.name(),
                row.digest(),
                row.files(),
                row.bytes(),
                row.description(),
                row.creator(),
                row.createdAt(),
                row.tags(),
                row.ending().deletedAt(),
                row.ending().purgeAt());
    }
}
