package io.kubesphere.ai.kernel.workload.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Journal journal(Optional<Path> terminationLog) {
        return new Journal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminationLog);
    }

    @Test
    void nameOfAFileCannotForgeALine() {
        journal(Optional.empty()).say("%s is stored", "a\nall outputs are stored");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a?all outputs are stored is stored\n");
    }

    @Test
    void linesThatMayBeLeftOutAreRare() {
        var journal = journal(Optional.empty());
        for (var i = 0; i < 1000; i++) {
            journal.mention(() -> "again");
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(2);
    }

    @Test
    void lastWordsFitIntoWhatTheKubeletReads(@TempDir Path directory) {
        var log = directory.resolve("log");
        var words = "\u4e2d".repeat(5000);

        journal(Optional.of(log)).fail(words);

        assertThat(log).hasSize(3000);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).isEqualTo(words);
    }

    @Test
    void terminationLogThatCannotBeWrittenDoesNotHideTheReason(@TempDir Path directory) {
        journal(Optional.of(directory)).fail("the disk is full");

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("the disk is full\nthe termination log cannot be");
    }
}
