package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.DatasetVersions;
import io.kubesphere.ai.dataset.Directory;
import io.kubesphere.ai.dataset.StoredFile;
import io.kubesphere.ai.dataset.Tag;
import io.kubesphere.ai.dataset.TagRequest;
import io.kubesphere.ai.dataset.VersionUse;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Versions of datasets, and who may see them. */
@ApplicationScoped
class VersionLibrary implements DatasetVersions {
    private final VersionFinder finder;
    private final VersionStore versions;
    private final VersionFiles files;
    private final Tags tags;
    private final VersionDeletion deletion;
    private final VersionUses uses;

    /** Six, since each thing that one asks about versions is a class of its own. */
    VersionLibrary(
            VersionFinder finder,
            VersionStore versions,
            VersionFiles files,
            Tags tags,
            VersionDeletion deletion,
            VersionUses uses) {
        this.uses = uses;
        this.finder = finder;
        this.versions = versions;
        this.files = files;
        this.tags = tags;
        this.deletion = deletion;
    }

    @Override
    public Page<DatasetVersion> page(DatasetName dataset, ListQuery query) {
        return versions.page(finder.dataset(dataset), query).map(row -> VersionFinder.view(dataset, row));
    }

    @Override
    public DatasetVersion get(DatasetName dataset, String version) {
        return VersionFinder.view(dataset, finder.require(dataset, version));
    }

    @Override
    public Page<DatasetVersion> deleted(String project, String dataset, ListQuery query) {
        var name = DatasetName.own(project, dataset);
        return versions.deleted(finder.dataset(name), query).map(row -> VersionFinder.view(name, row));
    }

    @Override
    public DatasetVersion delete(String project, String dataset, String version) {
        return deletion.delete(DatasetName.own(project, dataset), version);
    }

    @Override
    public DatasetVersion restore(String project, String dataset, String version) {
        return deletion.restore(DatasetName.own(project, dataset), version);
    }

    @Override
    public List<VersionUse> uses(Caller caller, DatasetName dataset, String version) {
        return uses.of(caller, dataset, finder.require(dataset, version));
    }

    @Override
    public Page<DatasetFile> files(DatasetName dataset, String version, String prefix, ListQuery query) {
        return files.page(finder.require(dataset, version), prefix, query);
    }

    @Override
    public Directory directory(DatasetName dataset, String version, String path, Optional<String> after, int limit) {
        return files.directory(finder.require(dataset, version), path, after, limit);
    }

    @Override
    public StoredFile file(DatasetName dataset, String version, String path) {
        return files.file(finder.requireReadable(dataset, version), path);
    }

    @Override
    public List<Tag> tags(DatasetName dataset) {
        return tags.of(finder.dataset(dataset));
    }

    @Override
    public Tag tag(Caller caller, String project, String dataset, TagRequest request) {
        var version = finder.require(DatasetName.own(project, dataset), request.version());
        return tags.point(caller, version, request.name());
    }

    @Override
    public void untag(String project, String dataset, String tag) {
        tags.remove(finder.dataset(DatasetName.own(project, dataset)), tag);
    }
}
