package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.NewPiecewise;
import io.kubesphere.ai.dataset.Piecewise;
import io.kubesphere.ai.dataset.store.PieceStore;
import io.kubesphere.ai.dataset.store.PiecewiseRow;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.PartedPuts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Large files in pieces: in any order, in parallel, on any replica. Their digest is computed from what the store has,
 * when all are there.
 */
@ApplicationScoped
class Pieces {
    private final PieceStore rows;
    private final ObjectStore store;
    private final DatasetConfig config;

    Pieces(PieceStore rows, ObjectStore store, DatasetConfig config) {
        this.rows = rows;
        this.store = store;
        this.config = config;
    }

    Piecewise begin(UUID upload, String path, NewPiecewise file) {
        var size = file.wantedPieceSize().orElseGet(() -> pieceSize(file.size()));
        if ((file.size() - 1) / size >= PartedPuts.MOST_PARTS) {
            throw Problem.invalid(
                    "file",
                    List.of(Problem.Cause.invalid(
                            "pieceSize", "must be larger: a file has at most " + PartedPuts.MOST_PARTS + " pieces")));
        }
        var key = Arrivals.stagingKey(upload);
        var id = store.parted().begin(key);
        var row = new PiecewiseRow(UUID.randomUUID(), upload, path, file.size(), size, key, id, List.of());
        rows.begin(row);
        return row.view();
    }

    private long pieceSize(long size) {
        return Math.max(config.pieceSize(), size / (PartedPuts.MOST_PARTS - 1) + 1);
    }

    PiecewiseRow require(UUID upload, String id) {
        return UploadBook.uuid(id)
                .flatMap(known -> rows.find(upload, known))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "this upload has no file %s that comes in pieces", id));
    }

    Piecewise put(PiecewiseRow file, int number, InputStream content, long length) {
        var view = file.view();
        if (number < 1 || number > view.pieces()) {
            throw wrong("number", "must be 1 to " + view.pieces());
        }
        if (length != view.sizeOf(number)) {
            throw wrong("Content-Length", "piece " + number + " has " + view.sizeOf(number) + " bytes");
        }
        var part = store.parted().put(file.objectKey(), file.partsId(), number, content, length);
        rows.received(file.id(), part);
        return require(file.uploadId(), file.id().toString()).view();
    }

    private static Problem wrong(String field, String message) {
        return Problem.invalid("piece", List.of(Problem.Cause.invalid(field, message)));
    }

    /** The whole file, once every piece is there; a 409 names those that are not. */
    Arrival join(PiecewiseRow file) {
        requireWhole(file);
        var arrival = Arrival.staged(hash(file), file.size(), file.objectKey());
        rows.forget(file.id());
        return arrival;
    }

    /** Makes one object of all pieces, which stays where it is. */
    void requireWhole(PiecewiseRow file) {
        var missing = missing(file.view());
        if (!missing.isEmpty()) {
            throw Problem.of(Problem.Code.CONFLICT, "pieces are missing: %s", missing);
        }
        if (store.size(file.objectKey()).isEmpty()) {
            store.parted().complete(file.objectKey(), file.partsId(), file.received());
        }
    }

    void forget(PiecewiseRow file) {
        rows.forget(file.id());
    }

    private static List<Integer> missing(Piecewise file) {
        return IntStream.rangeClosed(1, file.pieces())
                .filter(number -> !file.received().contains(number))
                .limit(20)
                .boxed()
                .toList();
    }

    private Digest hash(PiecewiseRow file) {
        var hash = Digest.sha256();
        var content = store.get(file.objectKey())
                .orElseThrow(() -> Problem.of(Problem.Code.CONFLICT, "the upload was closed meanwhile"));
        try (var read = new DigestInputStream(content, hash)) {
            var size = read.transferTo(OutputStream.nullOutputStream());
            Arrivals.requireWhole(size, file.size());
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
        return Digest.of(hash);
    }
}
