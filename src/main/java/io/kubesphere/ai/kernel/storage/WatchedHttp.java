package io.kubesphere.ai.kernel.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client that gives up a request when the server takes nothing of its body for too long: sockets of the JDK have a
 * timeout for reading only, and a writer waits for ever. How long the body itself takes to come does not count.
 */
final class WatchedHttp implements SdkHttpClient {
    /** Makes one over another, for a client that closes it with itself. */
    record Builder(SdkHttpClient.Builder<?> over, Duration patience) implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new WatchedHttp(over.buildWithDefaults(defaults), patience);
        }
    }

    private final SdkHttpClient client;
    private final long patience;
    private final Set<Sending> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(WatchedHttp::daemon);

    WatchedHttp(SdkHttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience.toNanos();
        var period = Math.max(50, patience.toMillis() / 4);
        var unused = watch.scheduleWithFixedDelay(
                () -> underWay.forEach(Sending::look), period, period, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "s3-watch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var body = request.contentStreamProvider();
        if (body.isEmpty()) {
            return client.prepareRequest(request);
        }
        var sending = new Sending();
        sending.begin(client.prepareRequest(HttpExecuteRequest.builder()
                .request(request.httpRequest())
                .metricCollector(request.metricCollector().orElse(null))
                .contentStreamProvider(sending.watched(body.get()))
                .build()));
        return sending;
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close();
    }

    /** One request with a body. */
    private final class Sending implements ExecutableHttpRequest {
        private volatile ExecutableHttpRequest request;
        /** When the server was given the last bytes; while more are waited for, it owes nothing. */
        private volatile long givenAt;

        private volatile boolean waits = true;

        void begin(ExecutableHttpRequest prepared) {
            request = prepared;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            underWay.add(this);
            try {
                return request.call();
            } finally {
                underWay.remove(this);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }

        void look() {
            if (!waits && System.nanoTime() - givenAt > patience) {
                abort();
            }
        }

        ContentStreamProvider watched(ContentStreamProvider body) {
            return () -> new FilterInputStream(body.newStream()) {
                @Override
                public int read() throws IOException {
                    waits = true;
                    return given(super.read());
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    waits = true;
                    return given(super.read(buffer, offset, length));
                }
            };
        }

        /** After the last byte comes the answer, and waiting for that has a timeout of its own. */
        private int given(int read) {
            givenAt = System.nanoTime();
            waits = read < 0;
            return read;
        }
    }
}
