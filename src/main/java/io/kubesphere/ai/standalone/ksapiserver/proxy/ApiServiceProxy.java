package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Handler;
import io.kubesphere.ai.standalone.ksapiserver.http.Refusals;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.Comparator;
import java.util.Optional;

/**
 * Passes resource requests on to the extension that serves their group and version. Identity headers are set from the
 * caller, but on upgrade requests neither set nor removed: that gap is KubeSphere's, and its extensions must live with it.
 */
public final class ApiServiceProxy implements Handler {
    private final Forwarder forwarder;
    private final Shelf<ApiService> services;

    public ApiServiceProxy(Forwarder forwarder, Watches watches) {
        this.forwarder = forwarder;
        this.services = watches.shelf(KubeSphereKinds.API_SERVICE, ApiService::of, ApiService::tags);
    }

    @Override
    public boolean serves(Exchange exchange) {
        return service(exchange).isPresent();
    }

    private Optional<ApiService> service(Exchange exchange) {
        var attempt = exchange.info().attempt();
        return attempt.target()
                .filter(target -> !attempt.kubernetes())
                .flatMap(target -> services.tagged(target.group() + "/" + target.version()).stream()
                        .min(Comparator.comparing(ApiService::name)));
    }

    @Override
    public void serve(Exchange exchange) {
        var service = service(exchange);
        var upstream = service.filter(ApiService::available).flatMap(ApiService::upstream);
        if (upstream.isEmpty()) {
            var name = service.map(ApiService::name).orElse("");
            exchange.answer(Refusals.unavailable("apiService " + name + " is not available"));
            return;
        }
        forwarder.forward(
                exchange.request(), upstream.get(), exchange.location().target(), (headers, upgrade) -> {
                    if (!upgrade) {
                        ForwardedHeaders.dropRemote(headers);
                        ForwardedHeaders.setRemote(headers, exchange.caller());
                    }
                });
    }
}
