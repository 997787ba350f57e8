package io.kubesphere.ai.observability.control;

import static io.kubesphere.ai.observability.control.LogWorld.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.store.RetentionStore;
import io.kubesphere.ai.observability.store.StreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRetentionTest {
    @TempDir
    private Path directory;

    private SickObjectStore objects;
    private LogWorld world;
    private LogRetention retention;

    @BeforeEach
    void open() {
        objects = new SickObjectStore(ObjectStore.inDirectory(directory));
        world = new LogWorld(objects.store());
        retention = new LogRetention(TestLogConfig.QUICK, new RetentionStore(world.database, world.objects));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private StreamWriter write(String pod) {
        var writer = world.writer(pod, "main", 0);
        writer.add(line(Instant.EPOCH, "hello"));
        writer.flush();
        return writer;
    }

    @Test
    void logOlderThanAllowedIsDeletedWithAllItsObjects() {
        write("w-0").complete(Optional.empty());
        write("w-1").complete(Optional.empty());
        // What a collector left behind that died before it wrote the row.
        world.objects.put(
                "logs/" + world.run.uid() + "/uid-of-w-0/main/0/00000009-1.gz",
                "orphan".getBytes(StandardCharsets.UTF_8));
        world.completedDaysAgo(91);

        retention.pass();

        assertThat(world.streams()).isEmpty();
        assertThat(world.objects.list("logs/", "", 10)).isEmpty();
        assertThat(world.rows()).isZero();
    }

    @Test
    void runWithAYoungOrUnfinishedStreamIsKept() {
        write("w-0").complete(Optional.empty());
        world.completedDaysAgo(91);
        write("w-1");

        retention.pass();

        assertThat(world.streams()).hasSize(2);
        assertThat(world.objects.list("logs/", "", 10)).hasSize(2);
    }

    @Test
    void youngLogIsKept() {
        write("w-0").complete(Optional.empty());
        world.completedDaysAgo(89);

        retention.pass();

        assertThat(world.streams()).hasSize(1);
    }

    @Test
    void logIsDeletedOnDemand() {
        write("w-0").complete(Optional.empty());

        world.library().delete(world.run);

        assertThat(world.streams()).isEmpty();
        retention.pass();
        assertThat(world.objects.list("logs/", "", 10)).isEmpty();
    }

    @Test
    void logThatIsBeingWrittenIsNotDeleted() {
        write("w-0");

        var refused = catchThrowableOfType(Problem.class, () -> world.library().delete(world.run));

        assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(world.streams()).hasSize(1);
    }

    @Test
    void deletionThatFailedHalfwayIsMadeGood() {
        write("w-0").complete(Optional.empty());
        world.library().delete(world.run);
        objects.fail(true);
        retention.pass();
        assertThat(world.rows()).isEqualTo(1);

        objects.fail(false);
        retention.pass();

        assertThat(world.rows()).isZero();
        assertThat(world.objects.list("logs/", "", 10)).isEmpty();
    }

    @Test
    void oneReplicaDeletesAtATime() {
        write("w-0").complete(Optional.empty());
        world.library().delete(world.run);

        var deleted = world.whileAnotherDeletes(() -> new RetentionStore(world.database, world.objects).deleteSome());

        assertThat(deleted).isFalse();
        assertThat(world.rows()).isEqualTo(1);
    }
}
