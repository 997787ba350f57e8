package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Piecewise;
import io.kubesphere.ai.kernel.storage.PartedPuts.Part;
import java.util.List;
import java.util.UUID;

/** A file that arrives in pieces, and where they are held. */
public record PiecewiseRow(
        UUID id,
        UUID uploadId,
        String path,
        long size,
        long pieceSize,
        String objectKey,
        String partsId,
        List<Part> received) {

    public int pieces() {
        return (int) ((size + pieceSize - 1) / pieceSize);
    }

    public Piecewise view() {
        var numbers = received.stream().map(Part::number).toList();
        return new Piecewise(id.toString(), path, size, pieceSize, pieces(), numbers);
    }
}
