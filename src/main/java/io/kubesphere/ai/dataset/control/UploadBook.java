package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.dataset.store.UploadStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds uploads by what the caller calls them; one of another dataset or project is as absent. */
@ApplicationScoped
class UploadBook {
    private final DatasetAccess access;
    private final DatasetRecords records;
    private final UploadStore uploads;
    private final Clock clock;

    UploadBook(DatasetAccess access, DatasetRecords records, UploadStore uploads, Clock clock) {
        this.access = access;
        this.records = records;
        this.uploads = uploads;
        this.clock = clock;
    }

    UploadRow require(UploadName name) {
        return find(name).row();
    }

    private OpenUpload find(UploadName name) {
        var dataset = access.own(name.project(), name.dataset());
        var record = records.id(dataset);
        return uuid(name.id())
                .flatMap(id -> uploads.find(record, id))
                .map(row -> new OpenUpload(row, ContentSpace.of(dataset, record)))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "dataset %s has no upload %s", name.dataset(), name.id()));
    }

    /** An upload that takes files; a 409 when it is closed, a 410 when its time is over. */
    OpenUpload requireOpen(UploadName name) {
        var found = find(name);
        var upload = found.row();
        if (upload.state() != Upload.State.Open) {
            throw Problem.of(
                    Problem.Code.CONFLICT,
                    "this upload is no longer open but %s; begin another one",
                    upload.state().name().toLowerCase(Locale.ROOT));
        }
        if (!clock.instant().isBefore(upload.expiresAt())) {
            throw Problem.of(Problem.Code.EXPIRED, "this upload has expired; begin another one");
        }
        return found;
    }

    /** An id that may be none. */
    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
