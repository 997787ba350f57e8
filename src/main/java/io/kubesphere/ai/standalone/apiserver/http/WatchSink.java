package io.kubesphere.ai.standalone.apiserver.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;

/** Where the events of a watch go: the lines of a chunked response, or the messages of a WebSocket. */
interface WatchSink {

    /** One whole event without a line end. */
    void event(Buffer json);

    boolean isFull();

    void whenDrained(Runnable then);

    void end();

    static WatchSink of(HttpServerResponse response) {
        return new WatchSink() {
            @Override
            public void event(Buffer json) {
                response.write(json.appendByte((byte) '\n'));
            }

            @Override
            public boolean isFull() {
                return response.writeQueueFull();
            }

            @Override
            public void whenDrained(Runnable then) {
                response.drainHandler(done -> then.run());
            }

            @Override
            public void end() {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            }
        };
    }

    static WatchSink of(ServerWebSocket socket) {
        return new WatchSink() {
            @Override
            public void event(Buffer json) {
                socket.writeTextMessage(json.toString());
            }

            @Override
            public boolean isFull() {
                return socket.writeQueueFull();
            }

            @Override
            public void whenDrained(Runnable then) {
                socket.drainHandler(done -> then.run());
            }

            @Override
            public void end() {
                socket.close();
            }
        };
    }
}
