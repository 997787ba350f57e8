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

    SharedDatasets(
            DatasetAccess access,
            DatasetRecords records,
            VersionFinder versions,
            ContentStore content,
            VersionUses uses) {
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
        return versions.find(records.id(dataset.get()), reference.version())
                .map(version -> Resolution.of(view(name, version)))
                .orElseGet(() -> Resolution.refused(Problem.Cause.notFound(
                        field + ".version", "dataset " + name.name() + " has no version " + reference.version())));
    }

    private static Version view(DatasetName name, VersionRow version) {
        return new Version(
                version.space(), name.name(), version.name(), version.digest(), version.files(), version.bytes());
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
