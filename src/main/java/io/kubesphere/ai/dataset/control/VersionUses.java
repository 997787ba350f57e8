package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Datasets.Use;
import io.kubesphere.ai.dataset.Datasets.Version;
import io.kubesphere.ai.dataset.VersionUse;
import io.kubesphere.ai.dataset.store.UsageStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps account of who uses which version. */
@ApplicationScoped
class VersionUses {
    private final UsageStore store;
    private final Clock clock;

    VersionUses(UsageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A 404 when the files are gone already. */
    void record(String project, Version version, Use use) {
        var begun =
                new VersionUse(use.kind(), use.uid(), use.namespace(), use.name(), clock.instant(), Optional.empty());
        if (!store.begin(project, version.dataset(), version.version(), begun)) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "the files of dataset %s:%s are gone",
                    version.dataset(),
                    version.version());
        }
    }

    void end(String kind, String uid) {
        store.end(kind, uid, clock.instant());
    }

    List<VersionUse> of(UUID version) {
        return store.of(version);
    }
}
