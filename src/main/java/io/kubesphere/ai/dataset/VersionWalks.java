package io.kubesphere.ai.dataset;

import java.io.OutputStream;
import java.util.Optional;

/** What goes through all the bytes of a version, and so takes as long as these are many. */
public interface VersionWalks {

    /** Formats of archives. */
    enum ArchiveFormat {
        zip,
        tar
    }

    /** What writes its answer while it goes on. */
    @FunctionalInterface
    interface Answer {
        void writeTo(OutputStream out);
    }

    /** Differences from one version to another of the same dataset. */
    VersionDiff diff(DatasetName dataset, String from, String to, Optional<String> after, int limit);

    /**
     * Reads every file and computes its digest anew. Answers JSON lines: how far it is, each file that is missing or
     * corrupt, and at the end how many were.
     */
    Answer verify(DatasetName dataset, String version);

    /** The files whose paths begin with the prefix as one archive. */
    Answer export(DatasetName dataset, String version, String prefix, ArchiveFormat format);
}
