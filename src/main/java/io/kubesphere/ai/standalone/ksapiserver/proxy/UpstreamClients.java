package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One client per way of looking at certificates; none of them waits for an answer for a limited time only. */
final class UpstreamClients {
    private static final int MOST_CONNECTIONS = 1000;
    private static final int CONNECT_MILLIS = 30_000;
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** As much as comes in one read of a socket. */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Map<Upstream.Trust, HttpClient> clients = new ConcurrentHashMap<>();

    UpstreamClients(Vertx vertx) {
        this.vertx = vertx;
    }

    HttpClient of(Upstream upstream) {
        return clients.computeIfAbsent(upstream.trust(), this::client);
    }

    private HttpClient client(Upstream.Trust trust) {
        var options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(0)
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setVerifyHost(!(trust instanceof Upstream.Trust.Anybody))
                .setTrustAll(trust instanceof Upstream.Trust.Anybody);
        if (trust instanceof Upstream.Trust.Authority authority) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.pem())));
        }
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    }
}
