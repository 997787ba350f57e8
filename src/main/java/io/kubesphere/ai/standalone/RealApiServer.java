package io.kubesphere.ai.standalone;

import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Unmodified etcd and kube-apiserver, which the checkout's script builds once and starts. The controllers that the process
 * runner has itself are left out.
 */
final class RealApiServer implements ClusterApi {
    private static final Path SCRIPT = Path.of("e2e", "api-server");
    private static final String CONTROLLERS =
            "namespace-controller,garbage-collector-controller,serviceaccount-controller,"
                    + "serviceaccount-token-controller,root-ca-certificate-publisher-controller";
    private static final String PROXY = "proxy";

    private final Path directory;
    private final URI url;
    private final NodeEndpoint node;

    private RealApiServer(StateDirectory state, PodLogFiles logs) {
        this.directory = state.path("kubernetes");
        run(state, "start");
        this.url = URI.create("http://127.0.0.1:" + port(read(directory.resolve("ports"))));
        this.node = NodeEndpoint.start(logs, directory.resolve("pki"), state.port("kubelet"));
    }

    static RealApiServer start(StateDirectory state, PodLogFiles logs) {
        if (!Files.isExecutable(SCRIPT)) {
            throw new StartFailure("a real API server is built by " + SCRIPT + ", which is not in this directory");
        }
        return new RealApiServer(state, logs);
    }

    /** Those of an earlier start that goes on stay, so what was asked for is not always what is. */
    private static String port(String ports) {
        return ports.lines()
                .filter(line -> line.startsWith("PROXY_PORT="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    private void run(StateDirectory state, String command) {
        run(
                command,
                Map.of(
                        "E2E_PORT", Integer.toString(state.port("kube-apiserver")),
                        "E2E_ETCD_PORT", Integer.toString(state.port("etcd")),
                        "E2E_PEER_PORT", Integer.toString(state.port("etcd-peer")),
                        "E2E_PROXY_PORT", Integer.toString(state.port(PROXY)),
                        "E2E_CONTROLLERS", CONTROLLERS));
    }

    private void run(String command, Map<String, String> settings) {
        var builder = new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), command)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("E2E_STATE", directory.toString());
        builder.environment().putAll(settings);
        try {
            var process = builder.start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new StartFailure("the real API server does not " + command + "; see " + directory.resolve("log"));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public String kubeconfig() {
        return read(directory.resolve("kubeconfig"));
    }

    @Override
    public Optional<NodeEndpoint> node() {
        return Optional.of(node);
    }

    @Override
    public void close() {
        node.close();
        run("stop", Map.of());
    }
}
