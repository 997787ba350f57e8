package io.kubesphere.ai.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL's own binaries on a data directory of ours. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final String USER = "postgres";
    private static final long PATIENCE_SECONDS = 20;

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static EmbeddedDatabase start(Path data, int port) {
        try {
            endLeftOver(data);
            dropUnfinished(data);
            return new EmbeddedDatabase(EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    // The library trades durability for speed, which suits tests; records are to outlive a power cut.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start());
        } catch (IOException | IllegalStateException unusable) {
            throw new StartFailure("PostgreSQL does not start on " + data + ": " + unusable.getMessage());
        }
    }

    /** After a kill of this process the database server goes on; it must end before another one starts on its files. */
    private static void endLeftOver(Path data) throws IOException {
        var running = postmaster(data);
        if (running.isEmpty()) {
            return;
        }
        running.get().destroy();
        try {
            running.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException deaf) {
            running.get().destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IOException(impossible);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of postmaster.pid is the server's id; it may be somebody else's by now. */
    private static Optional<ProcessHandle> postmaster(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .limit(1)
                .filter(line -> line.matches("\\d{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)).stream())
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .findFirst();
    }

    /** A directory without configuration is what a killed initdb leaves; there is nothing in it yet. */
    private static void dropUnfinished(Path data) throws IOException {
        if (!Files.isDirectory(data) || Files.exists(data.resolve("postgresql.conf"))) {
            return;
        }
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    String user() {
        return USER;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException notStopped) {
            throw new UncheckedIOException(notStopped);
        }
    }
}
