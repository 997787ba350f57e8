package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.StagedFile;
import io.kubesphere.ai.dataset.store.StagedFiles;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.List;

/**
 * Takes files whose digest the client knows: they go straight to where they belong, without being copied there. Content
 * that is in the store already is read all the same, since knowing a digest proves nothing.
 */
@ApplicationScoped
class Announced {
    /** S3 takes at most 5 GiB in one put. */
    private static final long LARGEST_PUT = 4L << 30;

    private final StagedFiles staged;
    private final ContentStore content;
    private final Arrivals arrivals;

    Announced(StagedFiles staged, ContentStore content, Arrivals arrivals) {
        this.staged = staged;
        this.content = content;
        this.arrivals = arrivals;
    }

    void put(OpenUpload upload, StagedFile file, InputStream body) {
        staged.claim(upload.id(), upload.space(), List.of(file));
        if (content.has(upload.space(), file.digest())) {
            requireSame(file, body);
        } else if (file.size() <= LARGEST_PUT) {
            content.put(upload.space(), file.digest(), body, file.size());
        } else {
            collect(upload, file, body);
        }
        staged.stored(upload.id(), List.of(file));
    }

    private void collect(OpenUpload upload, StagedFile file, InputStream body) {
        var arrival = arrivals.receive(upload.id(), body, file.size());
        if (!arrival.digest().equals(file.digest())) {
            arrivals.discard(arrival);
            throw wrong();
        }
        arrivals.settle(upload.space(), arrival);
    }

    private static void requireSame(StagedFile file, InputStream body) {
        var hash = Digest.sha256();
        try (var read = new DigestInputStream(body, hash)) {
            var size = read.transferTo(OutputStream.nullOutputStream());
            if (size != file.size() || !Digest.of(hash).equals(file.digest())) {
                throw wrong();
            }
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "the file broke off before its end; send it again")
                    .because(broken);
        }
    }

    private static Problem wrong() {
        return Problem.of(Problem.Code.INVALID, "the content does not have the digest that was announced");
    }
}
