package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetRef;
import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Datasets for other modules. */
@ApplicationScoped
class SharedDatasets implements Datasets {
    private final DatasetAccess access;
    private final DatasetRecords records;
    private final VersionFinder versions;
    private final ContentStore content;
    private final VersionUses uses;
    private final Snapshots snapshots;

    /** Six: who may see what, what there is, and where it lies. */
    SharedDatasets(
            DatasetAccess access,
            DatasetRecords records,
            VersionFinder versions,
            ContentStore content,
            VersionUses uses,
            Snapshots snapshots) {
        this.snapshots = snapshots;
        this.access = access;
        this.records = records;
        this.versions = versions;
        this.content = content;
        this.uses = uses;
    }

    @Override
    public Resolution resolve(String project, String field, DatasetRef reference) {
        var name = new DatasetName(project, reference.namespaceFrom(project), reference.name());
        var dataset = access.find(name);
        if (dataset.isEmpty()) {
            return Resolution.refused(Problem.Cause.notFound(
                    field,
                    "there is no dataset " + name.name() + " in " + name.owner() + " that " + project + " may use"));
        }
        if (dataset.get().getSpec().volume().isPresent() && !name.owner().equals(project)) {
            return Resolution.refused(Problem.Cause.invalid(
                    field,
                    "the files of dataset " + name.name() + " lie on a volume that only pods of " + name.owner()
                            + " mount"));
        }
        return versions.find(records.id(dataset.get()), reference.version())
                .map(version -> Resolution.of(view(name, version)))
                .orElseGet(() -> Resolution.refused(Problem.Cause.notFound(
                        field + ".version", "dataset " + name.name() + " has no version " + reference.version())));
    }

    private Version view(DatasetName name, VersionRow version) {
        return new Version(
                version.space(),
                name.name(),
                version.name(),
                version.digest(),
                version.files(),
                version.bytes(),
                snapshots.volume(version.space()).map(place -> new Volume(place.claim(), place.directory())));
    }

    @Override
    public void recordUse(Version version, Use use) {
        uses.record(ContentSpace.project(version.project()), version, use);
    }

    @Override
    public void endUse(String kind, String uid) {
        uses.end(kind, uid);
    }

    @Override
    public Optional<Manifest> manifest(String project, String digest) {
        return content.readManifest(project, Digest.parse("digest", digest));
    }
}
