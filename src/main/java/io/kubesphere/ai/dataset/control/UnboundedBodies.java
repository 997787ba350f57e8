package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.PartedPuts;
import io.kubesphere.ai.kernel.storage.PartedPuts.Part;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;

/**
 * Takes bodies that are too large for one put, or whose length the client did not say, piece by piece through a buffer.
 * Only so many at once: buffers are memory.
 */
@ApplicationScoped
class UnboundedBodies {
    private static final int LEAST_BUFFER = 8 << 20;

    private final ObjectStore store;
    private final Semaphore buffers;

    @Inject
    UnboundedBodies(ObjectStore store, DatasetConfig config) {
        this(store, config.unboundedBodies());
    }

    UnboundedBodies(ObjectStore store, int atOnce) {
        this.store = store;
        this.buffers = new Semaphore(atOnce);
    }

    Arrival receive(String key, InputStream body, long length) {
        if (!buffers.tryAcquire()) {
            throw Problem.of(
                    Problem.Code.TOO_MANY_REQUESTS,
                    "too many files without a known length arrive at once; say Content-Length, or try again");
        }
        try {
            return collected(key, body, length);
        } finally {
            buffers.release();
        }
    }

    private Arrival collected(String key, InputStream body, long length) {
        var parts = store.parted();
        var id = parts.begin(key);
        var completed = false;
        try {
            var arrival = collected(new Target(parts, key, id), body, length);
            completed = true;
            return arrival;
        } finally {
            if (!completed) {
                parts.abort(key, id);
            }
        }
    }

    /** Where the pieces go. */
    private record Target(PartedPuts parts, String key, String id) {}

    private static Arrival collected(Target target, InputStream body, long length) {
        var pieceSize = pieceSize(length);
        var hash = Digest.sha256();
        var received = new ArrayList<Part>();
        var total = 0L;
        for (var piece = read(body, pieceSize); piece.length > 0; piece = read(body, pieceSize)) {
            received.add(put(target, received.size() + 1, piece, hash));
            total += piece.length;
        }
        Arrivals.requireWhole(total, length);
        target.parts().complete(target.key(), target.id(), received);
        return Arrival.staged(Digest.of(hash), total, target.key());
    }

    private static Part put(Target target, int number, byte[] piece, MessageDigest hash) {
        if (number > PartedPuts.MOST_PARTS) {
            throw Problem.of(
                    Problem.Code.TOO_LARGE, "the file is too large to come without a length; send it in pieces");
        }
        hash.update(piece);
        return target.parts().put(target.key(), target.id(), number, new ByteArrayInputStream(piece), piece.length);
    }

    private static int pieceSize(long length) {
        return (int) Math.max(LEAST_BUFFER, length / (PartedPuts.MOST_PARTS - 1) + 1);
    }

    private static byte[] read(InputStream body, int pieceSize) {
        try {
            return body.readNBytes(pieceSize);
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the file broke off before its end; send it again")
                    .because(broken);
        }
    }
}
