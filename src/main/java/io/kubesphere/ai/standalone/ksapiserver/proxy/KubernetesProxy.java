package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Handler;

/** Passes {@code /api} and {@code /apis} on to the Kubernetes API server, which takes this server's word for everything. */
public final class KubernetesProxy implements Handler {
    private final Forwarder forwarder;
    private final Upstream kubernetes;

    public KubernetesProxy(Forwarder forwarder, Upstream kubernetes) {
        this.forwarder = forwarder;
        this.kubernetes = kubernetes;
    }

    @Override
    public boolean serves(Exchange exchange) {
        return exchange.info().attempt().kubernetes();
    }

    @Override
    public void serve(Exchange exchange) {
        forwarder.forward(
                exchange.request(),
                kubernetes,
                exchange.location().target(),
                (headers, upgrade) -> headers.remove("Authorization"));
    }
}
