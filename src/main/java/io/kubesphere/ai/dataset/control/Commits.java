package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.CommitStore;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.content.ManifestSummary;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;

/** Makes versions of uploads. */
@ApplicationScoped
class Commits {
    private final UploadBook book;
    private final CommitStore commits;
    private final VersionStore versions;
    private final VersionNames names;
    private final CommitTools tools;

    Commits(UploadBook book, CommitStore commits, VersionStore versions, VersionNames names, CommitTools tools) {
        this.book = book;
        this.commits = commits;
        this.versions = versions;
        this.names = names;
        this.tools = tools;
    }

    /** What a commit writes to, tells of, and dates by. */
    @ApplicationScoped
    static class CommitTools {
        private final ManifestStore manifests;
        private final PrimaryEvents<Dataset> events;
        private final Clock clock;

        CommitTools(ManifestStore manifests, PrimaryEvents<Dataset> events, Clock clock) {
            this.manifests = manifests;
            this.events = events;
            this.clock = clock;
        }

        CommitStore.Draft draft(Caller caller, NewVersion wanted) {
            return new CommitStore.Draft(
                    UUID.randomUUID(),
                    wanted.version(),
                    wanted.description(),
                    wanted.tags(),
                    caller.user(),
                    clock.instant());
        }

        ManifestSummary write(String space, Iterator<Manifest.File> files) {
            return manifests.write(space, files);
        }

        void tell(UploadName upload) {
            events.wake(upload.project(), upload.dataset());
        }
    }

    DatasetVersion commit(Caller caller, UploadName name, NewVersion wanted) {
        var dataset = DatasetName.own(name.project(), name.dataset());
        var before =
                committed(book.require(name)).filter(version -> version.name().equals(wanted.version()));
        if (before.isPresent()) {
            // The answer to the first request may have been lost.
            return VersionFinder.view(dataset, before.get());
        }
        var upload = book.requireOpen(name);
        names.require(upload.row().datasetId(), wanted);
        commits.commit(
                upload.row(), upload.space(), tools.draft(caller, wanted), files -> tools.write(upload.space(), files));
        tools.tell(name);
        return VersionFinder.view(
                dataset,
                versions.find(upload.row().datasetId(), wanted.version()).orElseThrow());
    }

    private Optional<VersionRow> committed(UploadRow upload) {
        return upload.state() == Upload.State.Committed ? upload.versionId().flatMap(versions::byId) : Optional.empty();
    }

    Optional<String> nameOf(UUID version) {
        return versions.byId(version).map(VersionRow::name);
    }
}
