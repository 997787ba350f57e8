package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.engine.source.ImportSource;
import io.kubesphere.ai.dataset.engine.source.SourceFile;
import io.kubesphere.ai.dataset.engine.source.SteadyContent;
import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.dataset.store.StagedFile;
import io.kubesphere.ai.dataset.store.StagedFiles;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.List;

/** Takes files into uploads whose bytes need not be sent: those that lie in our object store, and those that stay outside. */
@ApplicationScoped
class StayingFiles {
    private final UploadBook book;
    private final StagedFiles staged;
    private final OriginStore origins;

    StayingFiles(UploadBook book, StagedFiles staged, OriginStore origins) {
        this.book = book;
        this.staged = staged;
        this.origins = origins;
    }

    /** Makes a content of another space one of the upload's as well. */
    void share(UploadName name, ImportSource.Local source, SourceFile file) {
        var upload = book.requireOpen(name);
        var one = List.of(new StagedFile(file.path(), file.size(), Digest.parse("digest", file.stamp())));
        staged.claim(upload.id(), upload.space(), one);
        if (!source.share(file, upload.space())) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the content of %s is gone", file.path());
        }
        staged.stored(upload.id(), one);
    }

    /** Reads a file for its digest, unless an earlier snapshot has read the same content, and notes where it lies. */
    void note(UploadName name, ImportSource source, SourceFile file, ImportMeter.Flight flight) {
        var upload = book.requireOpen(name);
        if (!file.isResumable()) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "the server gives no ETag of %s, so that a change of it would not be seen; import the files"
                            + " instead",
                    file.location());
        }
        var known = origins.known(upload.id(), file.location(), file.stamp(), file.size())
                .orElseGet(() -> read(source, file, flight));
        var one = List.of(new StagedFile(file.path(), file.size(), known.digest()));
        staged.claim(upload.id(), upload.space(), one);
        origins.add(upload.id(), file.path(), known);
        staged.stored(upload.id(), one);
    }

    /** Notes files of a volume that a pod has read, and answers what the upload has of them. */
    List<StagedFile> noteAll(UploadName name, List<OriginStore.Known> files) {
        var upload = book.requireOpen(name);
        var some = files.stream()
                .map(file -> new StagedFile(file.location(), file.size(), file.digest()))
                .toList();
        staged.claim(upload.id(), upload.space(), some);
        origins.addAll(upload.id(), files);
        staged.stored(upload.id(), some);
        return some;
    }

    private static OriginStore.Known read(ImportSource source, SourceFile file, ImportMeter.Flight flight) {
        var hash = Digest.sha256();
        try (var content = new SteadyContent(source, file, 0, -1)) {
            var unused =
                    new DigestInputStream(flight.counted(content), hash).transferTo(OutputStream.nullOutputStream());
            return new OriginStore.Known(
                    file.location(), file.size(), file.stamp(), content.revision(), Digest.of(hash));
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the source broke off: %s", broken.getMessage())
                    .because(broken);
        }
    }
}
