package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.DatasetImport;
import io.kubesphere.ai.dataset.DatasetImports;
import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.ImportName;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.NewUpload;
import io.kubesphere.ai.dataset.Upload;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.dataset.store.ImportRow.Course;
import io.kubesphere.ai.dataset.store.ImportStore;
import io.kubesphere.ai.dataset.store.UploadStore;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Begins imports and says how far they are; they run elsewhere. */
@ApplicationScoped
class ImportDesk implements DatasetImports {
    private static final DatasetImport.Progress NOTHING_YET = new DatasetImport.Progress(false, 0, 0, 0, 0, 0);

    private final ImportPolicy policy;
    private final ImportSources sources;
    private final UploadOpening opening;
    private final VersionNames names;
    private final Book book;

    ImportDesk(ImportPolicy policy, ImportSources sources, UploadOpening opening, VersionNames names, Book book) {
        this.policy = policy;
        this.sources = sources;
        this.opening = opening;
        this.names = names;
        this.book = book;
    }

    /** Where imports and their uploads are written down; a singleton has no proxy, so its fields can be read. */
    @Singleton
    static class Book {
        private final ImportStore imports;
        private final UploadStore uploads;
        private final Snapshots snapshots;
        private final ImportConfig config;
        private final ObjectMapper json;
        private final Clock clock;

        /** Six: the records of an import are in three stores. */
        Book(
                ImportStore imports,
                UploadStore uploads,
                Snapshots snapshots,
                ImportConfig config,
                ObjectMapper json,
                Clock clock) {
            this.snapshots = snapshots;
            this.imports = imports;
            this.uploads = uploads;
            this.config = config;
            this.json = json;
            this.clock = clock;
        }

        private ImportRow row(Caller caller, UUID dataset, UUID upload, NewImport wanted) {
            return new ImportRow(
                    UUID.randomUUID(),
                    dataset,
                    upload,
                    new ImportRow.Place("", ""),
                    text(wanted),
                    caller.user(),
                    clock.instant(),
                    Optional.empty(),
                    Course.BEGUN,
                    NOTHING_YET);
        }

        private String text(NewImport wanted) {
            try {
                return json.writeValueAsString(wanted);
            } catch (JsonProcessingException impossible) {
                throw Problem.of(Problem.Code.INTERNAL, "the import cannot be written as JSON")
                        .because(impossible);
            }
        }

        private NewImport request(ImportRow row) {
            try {
                return json.readValue(row.request(), NewImport.class).shown();
            } catch (JsonProcessingException unreadable) {
                throw Problem.of(Problem.Code.INTERNAL, "the record of the import is not readable")
                        .because(unreadable);
            }
        }
    }

    @Override
    public DatasetImport begin(Caller caller, String project, String dataset, NewImport wanted) {
        var name = DatasetName.own(project, dataset);
        var id = opening.dataset(name);
        var resource = opening.resource(name);
        var spec = resource.getSpec();
        policy.require(caller, project, spec, wanted);
        spec.volume().ifPresent(volume -> requireThere(project, volume));
        if (wanted.source().dataset() != null) {
            // Only to refuse at once what cannot be seen; the run looks again.
            var unused = sources.version(project, wanted.source().dataset());
        }
        names.requireFree(id, wanted.wantedVersion());
        var upload = opening.begin(caller, name, new NewUpload(wanted.base()), book.config.longest());
        if (spec.staysOutside()) {
            book.snapshots.begin(upload, ContentSpace.of(resource, id), spec.storage());
        }
        var row = book.row(caller, id, upload.id(), wanted);
        book.imports.begin(row);
        return get(new ImportName(project, dataset, row.id().toString()));
    }

    private void requireThere(String project, VolumeDirectory volume) {
        var faults = sources.faults(project, volume);
        if (!faults.isEmpty()) {
            throw Problem.invalid("import", faults);
        }
    }

    @Override
    public Page<DatasetImport> page(String project, String dataset) {
        return Page.of(book.imports.of(opening.dataset(DatasetName.own(project, dataset))).stream()
                .map(this::view)
                .toList());
    }

    @Override
    public DatasetImport get(ImportName name) {
        return view(require(name));
    }

    private ImportRow require(ImportName name) {
        var dataset = opening.dataset(DatasetName.own(name.project(), name.dataset()));
        return UploadBook.uuid(name.id())
                .flatMap(id -> book.imports.find(dataset, id))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "dataset %s has no import %s", name.dataset(), name.id()));
    }

    @Override
    public DatasetImport cancel(ImportName name) {
        var row = require(name);
        var now = book.clock.instant();
        if (book.imports.cancel(row.id(), book.text(book.request(row)), now)) {
            book.uploads.close(row.uploadId(), Upload.State.Aborted, now);
            sources.release(row);
        }
        return get(name);
    }

    @Override
    public DatasetImport retry(ImportName name) {
        var row = require(name);
        if (!book.imports.retry(row.id())) {
            throw Problem.of(
                    Problem.Code.CONFLICT,
                    row.course().state() == DatasetImport.State.Failed
                            ? "what had arrived is gone; begin another import"
                            : "this import has not failed but is %s",
                    row.course().state().name().toLowerCase(Locale.ROOT));
        }
        sources.beginAnew(row);
        return get(name);
    }

    private DatasetImport view(ImportRow row) {
        var course = row.course();
        var waits = course.state() == DatasetImport.State.Waiting && course.attempts() > 0;
        return new DatasetImport(
                row.id().toString(),
                row.creator(),
                row.createdAt(),
                book.request(row),
                course.state(),
                row.progress(),
                course.attempts(),
                course.message(),
                waits ? Optional.of(course.nextAt()) : Optional.empty(),
                row.finishedAt());
    }
}
