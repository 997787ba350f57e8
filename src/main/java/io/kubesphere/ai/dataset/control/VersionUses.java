package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.Datasets.Use;
import io.kubesphere.ai.dataset.Datasets.Version;
import io.kubesphere.ai.dataset.VersionUse;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.UsageStore;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.auth.Permissions;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Keeps account of who uses which version. */
@ApplicationScoped
class VersionUses {
    /** Projects that one asks ks-apiserver about for one answer; of more the names are not told. */
    private static final int MOST_PROJECTS = 20;

    private final UsageStore store;
    private final BiPredicate<Caller, String> readers;
    private final Clock clock;

    @Inject
    VersionUses(UsageStore store, Permissions permissions, Clock clock) {
        this(store, (caller, project) -> permissions.mayGet(caller, project, Dataset.PLURAL), clock);
    }

    /** @param readers who may read the datasets of a project */
    VersionUses(UsageStore store, BiPredicate<Caller, String> readers, Clock clock) {
        this.store = store;
        this.readers = readers;
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

    /** As far as the caller may know; which runs others have is not his just because they use the same data. */
    List<VersionUse> of(Caller caller, DatasetName dataset, VersionRow version) {
        var uses = store.of(version.id());
        var open = uses.stream()
                .map(VersionUse::namespace)
                .distinct()
                .filter(project -> !project.equals(dataset.viewer()))
                .limit(MOST_PROJECTS)
                .filter(project -> readers.test(caller, project))
                .collect(Collectors.toSet());
        return uses.stream()
                .map(use -> use.namespace().equals(dataset.viewer()) || open.contains(use.namespace())
                        ? use
                        : hidden(dataset, use))
                .toList();
    }

    private static VersionUse hidden(DatasetName dataset, VersionUse use) {
        return dataset.viewer().equals(dataset.owner()) ? use.ofProject() : use.anonymous();
    }
}
