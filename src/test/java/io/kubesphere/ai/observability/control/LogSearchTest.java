package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.LogWorld.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogLine;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    private static final Instant T0 = Instant.parse("2026-08-11T10:00:00Z");

    @TempDir
    private Path directory;

    private LogWorld world;
    private RunLogs logs;

    @BeforeEach
    void open() {
        world = new LogWorld(ObjectStore.inDirectory(directory));
        logs = world.library();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void write(String pod, String... lines) {
        var writer = world.writer(pod, "main", 0);
        for (var text : lines) {
            writer.add(line(T0, text));
            writer.flush();
        }
    }

    private LogTail search(LogSearch search) {
        return logs.search(LogSelection.all(world.run), search, LogPosition.START);
    }

    private static List<String> found(LogTail tail) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var event = tail.next(); event.isPresent(); event = tail.next()) {
            texts.add(((LogLine) event.get()).text());
        }
        return texts;
    }

    @Test
    void linesThatContainTheTextAreFoundInAllStreams() throws InterruptedException {
        write("w-0", "loss=0.5", "Loss=0.4", "done");
        write("w-1", "nothing", "final loss=0.1", "los", "");

        var tail = search(new LogSearch("loss", false, 10));

        assertThat(found(tail)).containsExactly("loss=0.5", "final loss=0.1");
        assertThat(tail.isAtEnd()).isTrue();
    }

    @Test
    void caseCanBeIgnored() throws InterruptedException {
        write("w-0", "WARN: low", "warning", "ÄRGER", "ärger", "Argon");

        assertThat(found(search(new LogSearch("WARN", true, 10)))).containsExactly("WARN: low", "warning");
        assertThat(found(search(new LogSearch("Ärger", true, 10)))).containsExactly("ÄRGER", "ärger");
        assertThat(found(search(new LogSearch("ärger", false, 10)))).containsExactly("ärger");
    }

    @Test
    void searchGoesOnBehindItsCursor() throws InterruptedException {
        write("w-0", "a 1", "b", "a 2", "a 3");
        write("w-1", "a 4");

        var first = search(new LogSearch("a", false, 2));
        assertThat(found(first)).containsExactly("a 1", "a 2");
        assertThat(first.isAtEnd()).isFalse();

        var second = logs.search(
                LogSelection.all(world.run), new LogSearch("a", false, 2), new LogPosition.Behind(first.cursor()));
        assertThat(found(second)).containsExactly("a 3", "a 4");
    }

    @Test
    void searchForNothingIsRefused() {
        var refused = catchThrowableOfType(Problem.class, () -> new LogSearch("", false, 1));

        assertThat(refused.code()).isEqualTo(Problem.Code.BAD_REQUEST);
    }

    @Test
    void foundLineHasItsNumber() throws InterruptedException {
        write("w-0", "x", "y", "needle");

        var line = (LogLine) search(new LogSearch("needle", false, 1)).next().orElseThrow();

        assertThat(line.number()).isEqualTo(3);
    }
}
