package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.DigestInputStream;
import java.util.List;
import java.util.UUID;

/**
 * Takes content whose digest is not known yet in constant memory, and moves it to where its digest says once somebody
 * has claimed that.
 */
@ApplicationScoped
class Arrivals {
    /** One request to the object store instead of three for what fits in here. */
    private static final int SMALL = 256 * 1024;

    /** S3 takes at most 5 GiB in one put. */
    private static final long LARGEST_PUT = 4L << 30;

    private final ObjectStore store;
    private final ContentStore content;
    private final UnboundedBodies unbounded;

    Arrivals(ObjectStore store, ContentStore content, UnboundedBodies unbounded) {
        this.store = store;
        this.content = content;
        this.unbounded = unbounded;
    }

    /** Where an upload's content lies while nobody has claimed it. */
    static String staging(UUID upload) {
        return "staging/" + upload + "/";
    }

    static String stagingKey(UUID upload) {
        return staging(upload) + UUID.randomUUID();
    }

    /**
     * Reads content to its end.
     *
     * @param length negative when it is not known
     */
    Arrival receive(UUID upload, InputStream body, long length) {
        try {
            var beginning = body.readNBytes(SMALL);
            if (beginning.length < SMALL) {
                requireWhole(beginning.length, length);
                return Arrival.held(beginning);
            }
            var whole = new SequenceInputStream(new ByteArrayInputStream(beginning), body);
            return stage(upload, whole, length);
        } catch (IOException broken) {
            throw brokenOff().because(broken);
        }
    }

    /** The same for what is to be read again: never held in memory. */
    Arrival stage(UUID upload, InputStream body, long length) {
        return length >= 0 && length <= LARGEST_PUT
                ? staged(stagingKey(upload), body, length)
                : unbounded.receive(stagingKey(upload), body, length);
    }

    private Arrival staged(String key, InputStream body, long length) {
        var hash = Digest.sha256();
        store.put(key, new DigestInputStream(body, hash), length);
        return Arrival.staged(Digest.of(hash), length, key);
    }

    static void requireWhole(long received, long length) {
        if (length >= 0 && received != length) {
            throw brokenOff();
        }
    }

    private static Problem brokenOff() {
        return Problem.of(Problem.Code.BAD_REQUEST, "the file broke off before its end; send it again");
    }

    /** Makes claimed content readable by its digest. */
    void settle(String space, Arrival arrival) {
        if (arrival.key().isEmpty()) {
            content.put(space, arrival.digest(), arrival.held());
            return;
        }
        var key = arrival.key().get();
        if (content.has(space, arrival.digest())) {
            store.delete(key);
        } else if (!content.adopt(space, arrival.digest(), key)) {
            throw Problem.of(Problem.Code.CONFLICT, "the upload was closed meanwhile");
        }
    }

    /** Removes content that nobody claims. */
    void discard(Arrival arrival) {
        arrival.key().ifPresent(store::delete);
    }

    /** Removes everything that an upload has left behind. */
    void sweep(UUID upload) {
        store.parted().abortAll(staging(upload));
        for (var keys = some(upload); !keys.isEmpty(); keys = some(upload)) {
            store.deleteAll(keys);
        }
    }

    private List<String> some(UUID upload) {
        return store.list(staging(upload), "", 1000);
    }
}
