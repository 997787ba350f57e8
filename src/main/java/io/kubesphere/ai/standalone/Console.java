package io.kubesphere.ai.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The genuine KubeSphere console, a Node program of its own in front of the front door. */
final class Console implements AutoCloseable {
    private static final Path START = Path.of("e2e", "console", "start");
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final URI url;
    private final Path log;

    private Console(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** It is installed and built the first time, which takes minutes; progress is in its log. */
    static Console start(StateDirectory state, URI frontDoor) {
        var program = START.toAbsolutePath();
        if (!Files.isExecutable(program)) {
            throw new StartFailure("the genuine console needs a checkout: there is no " + program);
        }
        var port = state.port("console");
        var log = state.path("log").resolve("console.log");
        try {
            Files.createDirectories(log.getParent());
            var process = new ProcessBuilder(List.of(program.toString(), frontDoor.toString(), Integer.toString(port)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Console(process, URI.create("http://localhost:" + port), log);
        } catch (IOException missing) {
            throw new StartFailure("the genuine console needs Node 18 or newer and npm: " + missing.getMessage());
        }
    }

    URI url() {
        return url;
    }

    /** Why it does not run; empty while it does. */
    Optional<String> failure() {
        return process.isAlive() ? Optional.empty() : Optional.of("the genuine console has ended; see " + log);
    }

    /** Its input's end tells it to stop. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
