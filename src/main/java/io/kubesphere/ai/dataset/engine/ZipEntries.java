package io.kubesphere.ai.dataset.engine;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Enumeration;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip, read by its own list of contents: only that tells what is a link. */
final class ZipEntries implements ArchiveEntries {
    private final ZipFile zip;
    private final Enumeration<ZipArchiveEntry> entries;
    private Optional<InputStream> current = Optional.empty();

    ZipEntries(SeekableByteChannel archive) throws IOException {
        this.zip = ZipFile.builder()
                .setSeekableByteChannel(archive)
                .setIgnoreLocalFileHeader(true)
                .get();
        this.entries = zip.getEntriesInPhysicalOrder();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        closeCurrent();
        if (!entries.hasMoreElements()) {
            return Optional.empty();
        }
        var entry = entries.nextElement();
        if (entry.isDirectory()) {
            return Optional.of(new Entry(entry.getName(), Kind.Directory, InputStream.nullInputStream()));
        }
        if (!zip.canReadEntryData(entry)) {
            throw Problem.of(
                    Problem.Code.INVALID,
                    "%s in the archive is encrypted or compressed in a way that is not known here",
                    entry.getName());
        }
        if (entry.isUnixSymlink() || isSpecial(entry.getUnixMode())) {
            return Optional.of(new Entry(entry.getName(), Kind.Other, InputStream.nullInputStream()));
        }
        var content = zip.getInputStream(entry);
        current = Optional.of(content);
        return Optional.of(new Entry(entry.getName(), Kind.File, content));
    }

    /** Unix file types (stat.h): zero where the archive was not made on Unix, 010 for a regular file. */
    private static boolean isSpecial(int mode) {
        var type = (mode >>> 12) & 0xf;
        return type != 0 && type != 8;
    }

    private void closeCurrent() throws IOException {
        if (current.isPresent()) {
            current.get().close();
        }
        current = Optional.empty();
    }

    @Override
    public void close() throws IOException {
        closeCurrent();
        zip.close();
    }
}
