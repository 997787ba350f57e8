package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Code as a zip, tar or tar.gz file, told apart by content. Only files and directories are unpacked: an archive with links
 * or devices is refused as a whole, because leaving them out would be a surprise later.
 */
final class CodeArchive {
    private final Path archive;
    private final CodeTree code;

    CodeArchive(Path archive, CodeTree code) {
        this.archive = archive;
        this.code = code;
    }

    void unpack() {
        try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
            var start = start(in);
            if (start.equals("PK")) {
                unpackZip();
            } else if (start.equals("\u001f\u008b")) {
                unpackTar(new BufferedInputStream(GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get()));
            } else {
                unpackTar(in);
            }
        } catch (Problem | InvalidPathException notTheArchive) {
            throw notTheArchive;
        } catch (IOException | RuntimeException broken) {
            throw unreadable(broken);
        }
    }

    private static Problem unreadable(Exception broken) {
        return Problem.of(Problem.Code.INVALID, "the code archive is damaged: %s", broken.getMessage())
                .because(broken);
    }

    private static String start(InputStream in) throws IOException {
        in.mark(2);
        var start = new String(in.readNBytes(2), StandardCharsets.ISO_8859_1);
        in.reset();
        return start;
    }

    private void unpackTar(BufferedInputStream in) throws IOException {
        requireTar(in);
        try (var tar = new TarArchiveInputStream(in)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                requirePlain(entry);
                unpack(entry, (entry.getMode() & 0100) != 0, tar);
            }
        }
    }

    private static void requireTar(BufferedInputStream in) throws IOException {
        try {
            if (ArchiveStreamFactory.detect(in).equals(ArchiveStreamFactory.TAR)) {
                return;
            }
        } catch (ArchiveException unknown) {
            throw unknown.getCause() instanceof IOException broken
                    ? unreadable(broken)
                    : neither().because(unknown);
        }
        throw neither();
    }

    private static Problem neither() {
        return Problem.of(Problem.Code.INVALID, "the code archive is neither a zip, nor a tar, nor a tar.gz file");
    }

    private static void requirePlain(TarArchiveEntry entry) {
        var plain =
                switch (entry.getLinkFlag()) {
                    case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG, TarConstants.LF_DIR ->
                        true;
                    default -> false;
                };
        if (!plain) {
            throw CodeTree.refused(entry.getName(), "is neither a file nor a directory");
        }
    }

    private void unpackZip() throws IOException {
        try (var zip = ZipFile.builder().setPath(archive).get()) {
            for (var entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                requirePlain(entry);
                if (!zip.canReadEntryData(entry)) {
                    throw CodeTree.refused(
                            entry.getName(), "is encrypted, or compressed in a way that is not supported");
                }
                try (var content = zip.getInputStream(entry)) {
                    unpack(entry, (entry.getUnixMode() & 0100) != 0, content);
                }
            }
        }
    }

    /** A zip file made on Unix has file types too; others have none. */
    private static void requirePlain(ZipArchiveEntry entry) {
        var type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.DIR_FLAG) {
            throw CodeTree.refused(entry.getName(), "is neither a file nor a directory");
        }
    }

    private void unpack(ArchiveEntry entry, boolean executable, InputStream content) throws IOException {
        var name = name(entry.getName());
        if (name.isEmpty()) {
            return;
        }
        if (entry.isDirectory()) {
            code.directory(name.get());
        } else {
            code.file(name.get(), executable, content);
        }
    }

    /** Archivers write {@code ./a} for a, and {@code a/} for a directory; the archive's own root is empty. */
    private static Optional<String> name(String written) {
        var from = 0;
        while (written.startsWith("./", from)) {
            from += 2;
        }
        var to = written.length();
        while (to > from && written.charAt(to - 1) == '/') {
            to--;
        }
        return Optional.of(written.substring(from, to)).filter(name -> !name.isEmpty() && !name.equals("."));
    }
}
