package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.DatasetUploads;
import io.kubesphere.ai.dataset.DatasetVersion;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.NewVersion;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.dataset.store.UploadStore;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Begins uploads and brings them to their end. */
@ApplicationScoped
class UploadDesk implements DatasetUploads {
    private final UploadBook book;
    private final UploadOpening opening;
    private final Commits commits;
    private final UploadStore uploads;
    private final Clock clock;

    UploadDesk(UploadBook book, UploadOpening opening, Commits commits, UploadStore uploads, Clock clock) {
        this.book = book;
        this.opening = opening;
        this.commits = commits;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public Upload begin(Caller caller, String project, String dataset, NewUpload upload) {
        return view(opening.begin(caller, DatasetName.own(project, dataset), upload));
    }

    @Override
    public Page<Upload> page(String project, String dataset) {
        return Page.of(uploads.of(opening.dataset(DatasetName.own(project, dataset))).stream()
                .map(this::view)
                .toList());
    }

    @Override
    public Upload get(UploadName name) {
        return view(book.require(name));
    }

    @Override
    public DatasetVersion commit(Caller caller, UploadName name, NewVersion version) {
        return commits.commit(caller, name, version);
    }

    @Override
    public Upload abort(UploadName name) {
        var upload = book.require(name);
        uploads.close(upload.id(), Upload.State.Aborted, clock.instant());
        return view(book.require(name));
    }

    private Upload view(UploadRow row) {
        var totals = uploads.totals(row.id());
        return new Upload(
                row.id().toString(),
                row.creator(),
                row.createdAt(),
                row.expiresAt(),
                row.base(),
                row.state(),
                totals.files(),
                totals.bytes(),
                row.versionId().flatMap(commits::nameOf));
    }
}
