package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.InputStream;

/** How much may come out of one archive: a few kilobytes must not become terabytes. */
final class UnpackBudget {
    private final long mostFiles;
    private final long mostBytes;
    private long files;
    private long bytes;

    /**
     * @param archiveBytes size of the archive
     */
    UnpackBudget(DatasetConfig config, long archiveBytes) {
        this.mostFiles = config.archiveMostFiles();
        this.mostBytes = Math.max(config.archiveFreeBytes(), archiveBytes * config.archiveMostRatio());
    }

    /** Counts a file and, while it is read, its bytes; a 413 when it is one too many. */
    InputStream file(InputStream content) {
        if (++files > mostFiles) {
            throw Problem.of(Problem.Code.TOO_LARGE, "an archive may have %d files", mostFiles);
        }
        return new CountedInput(content, this::count) {
            @Override
            public void close() {
                // Belongs to the archive, which goes on behind it.
            }
        };
    }

    private void count(int read) {
        bytes += read;
        if (bytes > mostBytes) {
            throw Problem.of(
                    Problem.Code.TOO_LARGE,
                    "more than %d bytes come out of the archive, too many for its size",
                    mostBytes);
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }
}
