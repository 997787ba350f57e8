package io.kubesphere.ai.standalone.apiserver.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Semaphore;

/** Writes a body part by part from a worker thread and waits while the client reads slower than that. */
final class PartWriter {

    private final HttpServerResponse response;
    private final Semaphore drained = new Semaphore(0);
    private final Runnable whenClientLeaves;
    private volatile boolean gone;

    /** @param whenClientLeaves runs once when the connection ends early */
    PartWriter(HttpServerResponse response, Runnable whenClientLeaves) {
        this.response = response;
        this.whenClientLeaves = whenClientLeaves;
        response.drainHandler(event -> drained.release());
        response.closeHandler(event -> leave());
        response.exceptionHandler(event -> leave());
    }

    private void leave() {
        gone = true;
        drained.release();
        whenClientLeaves.run();
    }

    void write(Iterable<byte[]> parts) {
        for (var part : parts) {
            if (!write(part)) {
                return;
            }
        }
        end();
    }

    /** False when the client has left. */
    boolean write(byte[] part) {
        if (gone) {
            return false;
        }
        response.write(Buffer.buffer(part));
        while (response.writeQueueFull() && !gone) {
            drained.acquireUninterruptibly();
            drained.drainPermits();
        }
        return !gone;
    }

    void end() {
        if (!gone && !response.ended()) {
            response.end();
        }
    }
}
