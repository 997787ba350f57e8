package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.NewPiecewise;
import io.kubesphere.ai.dataset.Piecewise;
import io.kubesphere.ai.dataset.UnpackedArchive;
import io.kubesphere.ai.dataset.UploadFiles;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.dataset.store.StagedFile;
import io.kubesphere.ai.dataset.store.StagedFiles;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Takes files into open uploads. */
@ApplicationScoped
class UploadIntake implements UploadFiles {
    private final UploadBook book;
    private final StagedFiles staged;
    private final Arrivals arrivals;
    private final Announced announced;
    private final Pieces pieces;
    private final ArchiveIntake archives;
    private final ProjectQuota quota;

    /** Seven, since each way for a file to come is a class of its own. */
    UploadIntake(
            UploadBook book,
            StagedFiles staged,
            Arrivals arrivals,
            Announced announced,
            Pieces pieces,
            ArchiveIntake archives,
            ProjectQuota quota) {
        this.book = book;
        this.staged = staged;
        this.arrivals = arrivals;
        this.announced = announced;
        this.pieces = pieces;
        this.archives = archives;
        this.quota = quota;
    }

    @Override
    public Page<DatasetFile> page(UploadName upload, ListQuery query) {
        return staged.page(book.require(upload).id(), query).map(DatasetFile::of);
    }

    @Override
    public DatasetFile put(UploadName name, FileBody body) {
        var path = path(body.path());
        var upload = book.requireOpen(name);
        quota.require(upload.space(), body.length());
        if (body.announced().isPresent() && body.length() >= 0) {
            var file = new StagedFile(path, body.length(), body.announced().get());
            announced.put(upload, file, body.content());
            return DatasetFile.of(file.file());
        }
        var arrival = arrivals.receive(upload.id(), body.content(), body.length());
        return keep(upload, path, arrival, body.announced());
    }

    private DatasetFile keep(OpenUpload upload, String path, Arrival arrival, Optional<Digest> expected) {
        if (!expected.orElse(arrival.digest()).equals(arrival.digest())) {
            arrivals.discard(arrival);
            throw Problem.invalid(
                    "file", List.of(Problem.Cause.invalid("digest", "the content has the digest " + arrival.digest())));
        }
        var file = new StagedFile(path, arrival.size(), arrival.digest());
        staged.claim(upload.id(), upload.space(), List.of(file));
        arrivals.settle(upload.space(), arrival);
        staged.stored(upload.id(), List.of(file));
        return DatasetFile.of(file.file());
    }

    @Override
    public void remove(UploadName name, String path) {
        if (!staged.remove(book.requireOpen(name).id(), path(path))) {
            throw Problem.of(Problem.Code.NOT_FOUND, "this upload has no file %s", path);
        }
    }

    @Override
    public UnpackedArchive unpack(UploadName name, String directory, InputStream archive, long length) {
        var upload = book.requireOpen(name);
        quota.require(upload.space(), length);
        return archives.unpack(upload, directory, archive, length);
    }

    @Override
    public Piecewise begin(UploadName name, NewPiecewise file) {
        var path = path(file.path());
        var upload = book.requireOpen(name);
        quota.require(upload.space(), file.size());
        return pieces.begin(upload.id(), path, file);
    }

    @Override
    public Piecewise piecewise(UploadName name, String id) {
        return pieces.require(book.require(name).id(), id).view();
    }

    @Override
    public Piecewise putPiece(UploadName name, String id, int number, InputStream content, long length) {
        var upload = book.requireOpen(name);
        return pieces.put(pieces.require(upload.id(), id), number, content, length);
    }

    @Override
    public DatasetFile join(UploadName name, String id, Optional<Digest> expected) {
        var upload = book.requireOpen(name);
        var file = pieces.require(upload.id(), id);
        return keep(upload, file.path(), pieces.join(file), expected);
    }

    /** Unpacks a file that has come in pieces, instead of making it a file. */
    UnpackedArchive unpackJoined(UploadName name, String id, String directory) {
        var upload = book.requireOpen(name);
        var file = pieces.require(upload.id(), id);
        pieces.requireWhole(file);
        var unpacked = archives.unpack(upload, directory, file.objectKey(), file.size());
        pieces.forget(file);
        return unpacked;
    }

    private static String path(String path) {
        return TreePath.require(TreePath.normalized(path));
    }
}
