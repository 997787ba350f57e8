package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubesphere.ai.testing.MigratedDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Kills processes by SIGKILL at a moment that the test chooses. */
final class Kills {
    /** Starts a process. */
    interface Start {
        Process run() throws IOException;
    }

    /**
     * The process is dead before the moment passes.
     *
     * @param arrange has somebody run what it is given at that moment
     */
    void atMoment(Start start, Consumer<Runnable> arrange) throws Exception {
        var reached = new CompletableFuture<Void>();
        var dead = new CompletableFuture<Void>();
        arrange.accept(() -> {
            reached.complete(null);
            dead.join();
        });
        var process = start.run();
        try {
            reached.get(2, TimeUnit.MINUTES);
        } finally {
            kill(process);
            dead.complete(null);
        }
    }

    /** The process waits for a lock that we hold, and is dead before it gets it. */
    void atLock(String lock, Start start) throws Exception {
        try (var handle = MigratedDatabase.jdbi().open()) {
            handle.begin();
            handle.execute(lock);
            var process = start.run();
            try {
                await().atMost(Duration.ofMinutes(2)).until(() -> waiting(handle) > 0);
            } finally {
                kill(process);
                handle.rollback();
            }
        }
        // What the dead process had begun in the database is undone once that sees that it is gone.
        await().atMost(Duration.ofMinutes(1))
                .until(() -> MigratedDatabase.jdbi().withHandle(Kills::waiting) == 0);
    }

    private static int waiting(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .mapTo(Integer.class)
                .one();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
