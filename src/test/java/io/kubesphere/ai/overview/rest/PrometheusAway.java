package io.kubesphere.ai.overview.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A Prometheus that is configured and not there. */
public final class PrometheusAway implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of("aip.overview.prometheus.url", "http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public void stop() {}
}
