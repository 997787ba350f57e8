package io.kubesphere.ai.standalone.ksapiserver;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * How to start the server; port 0 takes a free one.
 *
 * @param pages upstream of every path that is no API; without one such paths are refused or not found
 * @param clusterName of the cluster that is served; {@code host} always means it too
 */
public record KsApiServerOptions(
        Kubernetes kubernetes,
        Listener listener,
        Signing signing,
        Clock clock,
        Optional<URI> pages,
        String clusterName) {

    /** The API server that holds everything; requests to the URL are not authenticated, so it must trust this server. */
    public record Kubernetes(KubernetesClient client, URI url) {}

    /** Where to listen. */
    public record Listener(String host, int port) {}

    /** The secret that tokens are signed with, and who they say has issued them. */
    public record Signing(String secret, String issuer) {}

    /** On a free loopback port, without pages: what a test wants. */
    public static KsApiServerOptions forTests(KubernetesClient client, URI url, Clock clock) {
        return new KsApiServerOptions(
                new Kubernetes(client, url),
                new Listener("127.0.0.1", 0),
                new Signing("only-for-tests-only-for-tests-only", "http://ks-console.kubesphere-system.svc:30880"),
                clock,
                Optional.empty(),
                "host");
    }

    public KsApiServerOptions withListener(String host, int port) {
        return new KsApiServerOptions(kubernetes, new Listener(host, port), signing, clock, pages, clusterName);
    }

    public KsApiServerOptions withSigning(String secret, String issuer) {
        return new KsApiServerOptions(kubernetes, listener, new Signing(secret, issuer), clock, pages, clusterName);
    }

    public KsApiServerOptions withPages(URI upstream) {
        return new KsApiServerOptions(kubernetes, listener, signing, clock, Optional.of(upstream), clusterName);
    }

    public KsApiServerOptions withClusterName(String name) {
        return new KsApiServerOptions(kubernetes, listener, signing, clock, pages, name);
    }
}
