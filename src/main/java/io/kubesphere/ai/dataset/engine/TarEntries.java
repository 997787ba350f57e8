package io.kubesphere.ai.dataset.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A tar, read as a stream. */
final class TarEntries implements ArchiveEntries {
    private final TarArchiveInputStream tar;

    TarEntries(InputStream in) {
        this.tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    }

    @Override
    public Optional<Entry> next() throws IOException {
        var entry = tar.getNextEntry();
        return entry == null ? Optional.empty() : Optional.of(new Entry(entry.getName(), kind(entry), tar));
    }

    private static Kind kind(TarArchiveEntry entry) {
        if (entry.isDirectory()) {
            return Kind.Directory;
        }
        var special = entry.isSymbolicLink()
                || entry.isLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO()
                || entry.isSparse();
        return !special && entry.isFile() ? Kind.File : Kind.Other;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
