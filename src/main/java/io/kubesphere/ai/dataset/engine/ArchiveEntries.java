package io.kubesphere.ai.dataset.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What is in an archive, one after the other; nothing is written anywhere. */
public interface ArchiveEntries extends AutoCloseable {

    /** Kinds of entries. */
    enum Kind {
        File,
        Directory,
        /** Links, devices, pipes: whatever could lead out of the place it is unpacked to. */
        Other
    }

    /**
     * An entry.
     *
     * @param name as the archive has it; nothing is checked
     * @param content of a file; to be read before the next entry is asked for
     */
    record Entry(String name, Kind kind, InputStream content) {}

    Optional<Entry> next() throws IOException;

    @Override
    void close() throws IOException;
}
