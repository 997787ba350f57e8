package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.VersionWalks.ArchiveFormat;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.kernel.content.ContentStore;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.ManifestStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes versions as archives, file by file. */
@ApplicationScoped
class VersionExport {
    private final ManifestStore manifests;
    private final ContentStore content;

    VersionExport(ManifestStore manifests, ContentStore content) {
        this.manifests = manifests;
        this.content = content;
    }

    void write(VersionRow version, String prefix, ArchiveFormat format, OutputStream out) {
        var space = version.space();
        try (var files = manifests
                        .read(space, version.manifest())
                        .orElseThrow(() -> Problem.of(Problem.Code.INTERNAL, "the manifest is missing"));
                var archive = archive(format, version, out)) {
            while (files.hasNext()) {
                var file = files.next();
                if (file.path().startsWith(prefix)) {
                    add(archive, space, file);
                }
            }
            archive.finish();
        } catch (IOException gone) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the client has gone").because(gone);
        }
    }

    private void add(Archive archive, String space, Manifest.File file) throws IOException {
        try (var in = content.open(space, file.content())
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INTERNAL, "the content of %s is missing; verify the version", file.path()))) {
            archive.add(file, in);
        }
    }

    /** An archive that is being written. Left before it is finished, its reader sees that it is broken. */
    private interface Archive extends AutoCloseable {
        void add(Manifest.File file, InputStream in) throws IOException;

        void finish() throws IOException;

        @Override
        default void close() {}
    }

    private static Archive archive(ArchiveFormat format, VersionRow version, OutputStream out) {
        return switch (format) {
            case zip -> new Zip(out, version);
            case tar -> new Tar(out, version);
        };
    }

    private static final class Zip implements Archive {
        private final ZipOutputStream out;
        private final long time;

        Zip(OutputStream out, VersionRow version) {
            this.out = new ZipOutputStream(out, StandardCharsets.UTF_8);
            // Most data that is large is compressed already.
            this.out.setLevel(Deflater.BEST_SPEED);
            this.time = version.createdAt().toEpochMilli();
        }

        @Override
        public void add(Manifest.File file, InputStream in) throws IOException {
            var entry = new ZipEntry(file.path());
            entry.setTime(time);
            out.putNextEntry(entry);
            in.transferTo(out);
            out.closeEntry();
        }

        @Override
        public void finish() throws IOException {
            out.finish();
            out.flush();
        }
    }

    private static final class Tar implements Archive {
        private final TarArchiveOutputStream out;
        private final long time;

        Tar(OutputStream out, VersionRow version) {
            this.out = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
            this.out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            this.out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            this.out.setAddPaxHeadersForNonAsciiNames(true);
            this.time = version.createdAt().toEpochMilli();
        }

        @Override
        public void add(Manifest.File file, InputStream in) throws IOException {
            var entry = new TarArchiveEntry(file.path());
            entry.setSize(file.size());
            entry.setModTime(time);
            out.putArchiveEntry(entry);
            in.transferTo(out);
            out.closeArchiveEntry();
        }

        @Override
        public void finish() throws IOException {
            out.finish();
            out.flush();
        }
    }
}
