package io.kubesphere.ai.training.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.MigratedDatabase;
import io.kubesphere.ai.training.RecordedRun;
import io.kubesphere.ai.training.ReportedFile;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final FileStore files = new FileStore(MigratedDatabase.database());
    private final UUID root =
            RecordedRun.in(MigratedDatabase.jdbi(), "vision", "resnet").uid();

    @Test
    void replacedFileTellsWhereItLayBefore() {
        assertThat(files.put(root, file("run", "a/b.txt", 5), "o1")).isEmpty();
        assertThat(files.put(root, file("run", "a/b.txt", 7), "o2")).contains("o1");

        assertThat(files.object(root, "run", "a/b.txt")).contains("o2");
        assertThat(files.amount(root)).isEqualTo(new FileStore.Amount(1, 7));
        assertThat(files.list(root)).containsExactly(file("run", "a/b.txt", 7));
    }

    @Test
    void directoryIsRemovedWithAllBelowAndNothingBeside() {
        files.put(root, file("run", "a/b.txt", 1), "o1");
        files.put(root, file("run", "a/c/d.txt", 1), "o2");
        files.put(root, file("run", "ab.txt", 1), "o3");
        files.put(root, file("model", "a/b.txt", 1), "o4");
        files.put(root, file("run", "a%/x", 1), "o5");

        assertThat(files.remove(root, "run", "a")).containsExactlyInAnyOrder("o1", "o2");
        assertThat(files.remove(root, "run", "a%")).containsExactly("o5");
        assertThat(files.remove(root, "run", "")).containsExactly("o3");
        assertThat(files.list(root)).extracting(ReportedFile::owner).containsExactly("model");
    }

    @Test
    void longestPathOfAnyScriptFitsIntoTheIndex() {
        files.put(root, file("m-" + "0".repeat(32), "准".repeat(500), 1), "o1");

        assertThat(files.list(root)).hasSize(1);
    }

    private static ReportedFile file(String owner, String path, long bytes) {
        return new ReportedFile(owner, path, bytes, NOW);
    }
}
