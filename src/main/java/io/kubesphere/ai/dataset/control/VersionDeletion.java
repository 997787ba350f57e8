package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Deletes versions in a way that can be undone for a while. */
@ApplicationScoped
class VersionDeletion {
    private final DatasetAccess access;
    private final VersionFinder finder;
    private final VersionStore versions;
    private final Clock clock;

    VersionDeletion(DatasetAccess access, VersionFinder finder, VersionStore versions, Clock clock) {
        this.access = access;
        this.finder = finder;
        this.versions = versions;
        this.clock = clock;
    }

    DatasetVersion delete(DatasetName name, String version) {
        var row = finder.require(name, version);
        var now = clock.instant();
        var retention = access.require(name).getSpec().retention().deleted();
        versions.delete(row.id(), now, now.plus(retention));
        return view(name, row);
    }

    DatasetVersion restore(DatasetName name, String version) {
        var row = versions.find(finder.dataset(name), version)
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "dataset %s never had a version %s", name.name(), version));
        if (!versions.restore(row.id())) {
            throw Problem.of(Problem.Code.EXPIRED, "the files of version %s have been removed", version);
        }
        return view(name, row);
    }

    private DatasetVersion view(DatasetName name, VersionRow row) {
        return VersionFinder.view(name, versions.byId(row.id()).orElse(row));
    }
}
