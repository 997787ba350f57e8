package io.kubesphere.ai.algorithm.control;

import io.kubesphere.ai.algorithm.AlgorithmCatalog.StoredArchive;
import io.kubesphere.ai.algorithm.Algorithms.Archive;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;

/** Archives of code: small enough to be held back on disk until their digest, which is their name, is known. */
@ApplicationScoped
class ArchiveUploads {
    private static final long MOST_BYTES = 512L * 1024 * 1024;

    private final ContentStore content;

    ArchiveUploads(ContentStore content) {
        this.content = content;
    }

    StoredArchive store(String project, InputStream body, long announced) {
        if (announced > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            var file = Files.createTempFile("algorithm", ".archive");
            try {
                return store(project, body, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the upload broke off; send it again")
                    .because(broken);
        }
    }

    private StoredArchive store(String project, InputStream body, Path file) throws IOException {
        var hash = Digest.sha256();
        try (var out = Files.newOutputStream(file)) {
            copy(new DigestInputStream(body, hash), out);
        }
        var size = Files.size(file);
        if (size == 0) {
            throw Problem.invalid("archive", List.of(Problem.Cause.required("body", "send the archive as body")));
        }
        var digest = Digest.of(hash);
        try (var in = Files.newInputStream(file)) {
            content.put(project, digest, in, size);
        }
        return new StoredArchive(digest.toString(), size);
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[1 << 16];
        var total = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
            if (total > MOST_BYTES) {
                throw tooLarge();
            }
            out.write(buffer, 0, read);
        }
    }

    Optional<Archive> find(String project, Digest digest) {
        return content.size(project, digest).map(bytes -> new Archive(bytes, () -> open(project, digest)));
    }

    private InputStream open(String project, Digest digest) {
        return content.open(project, digest)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "the archive %s is gone", digest));
    }

    private static Problem tooLarge() {
        return Problem.of(Problem.Code.TOO_LARGE, "an archive of code may have %d MiB", MOST_BYTES >> 20);
    }
}
