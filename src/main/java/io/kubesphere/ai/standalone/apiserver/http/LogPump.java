package io.kubesphere.ai.standalone.apiserver.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Copies pod logs to clients, each on a thread of its own because a followed log blocks for as long as the pod lives. */
final class LogPump implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogPump.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "apiserver-log");
        thread.setDaemon(true);
        return thread;
    });

    void pump(InputStream log, HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/plain");
        threads.execute(() -> copy(log, response));
    }

    private static void copy(InputStream log, HttpServerResponse response) {
        var writer = new PartWriter(response, () -> close(log));
        try (log) {
            response.write(Buffer.buffer());
            var buffer = new byte[BUFFER_BYTES];
            for (var read = log.read(buffer); read >= 0; read = log.read(buffer)) {
                if (!writer.write(Arrays.copyOf(buffer, read))) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debugf("log ended early cause=%s", e.getMessage());
        }
        writer.end();
    }

    private static void close(InputStream log) {
        try {
            log.close();
        } catch (IOException e) {
            LOG.debugf("log did not close cause=%s", e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
