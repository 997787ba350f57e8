package io.kubesphere.ai.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The genuine KubeSphere console, a Node program of its own in front of the front door. */
final class Console implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Console.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
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
        return start(state, frontDoor, START);
    }

    /** @param start is called with the URL of the front door and the port to listen on */
    static Console start(StateDirectory state, URI frontDoor, Path start) {
        var program = start.toAbsolutePath();
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

    /** Where it is, once it answers, or why there is none: it starts beside the service, and need not be there for it. */
    String awaited() throws InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/login"))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .build();
        // the console's server takes an offer to speak HTTP/2 for a web socket, and never answers it
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!answers(http, request)) {
            if (!process.isAlive()) {
                return "There is no KubeSphere console: the genuine console has ended; see " + log;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return "KubeSphere console: " + url;
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYetThere) {
            LOG.debugf(notYetThere, "the console does not answer yet");
            return false;
        }
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
