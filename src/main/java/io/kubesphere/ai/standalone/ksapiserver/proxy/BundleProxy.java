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
 * Fetches the one file of a JSBundle from where its object says, for anybody: the console asks for it without a token.
 * What the origin says about caching and versions reaches the browser.
 */
public final class BundleProxy implements Handler {
    private final Forwarder forwarder;
    private final Shelf<Bundle> bundles;

    public BundleProxy(Forwarder forwarder, Watches watches) {
        this.forwarder = forwarder;
        this.bundles = watches.shelf(KubeSphereKinds.JS_BUNDLE, Bundle::of, Bundle::tags);
    }

    @Override
    public boolean serves(Exchange exchange) {
        return exchange.info().attempt().verb().equals("GET")
                && bundle(exchange).isPresent();
    }

    private Optional<Bundle> bundle(Exchange exchange) {
        return bundles.tagged(exchange.location().path()).stream()
                .filter(Bundle::available)
                .min(Comparator.comparing(Bundle::name));
    }

    @Override
    public void serve(Exchange exchange) {
        var source = bundle(exchange).flatMap(Bundle::source);
        if (source.isEmpty()) {
            exchange.answer(Refusals.unavailable(
                    "the JSBundle of " + exchange.location().path() + " names no URL"));
            return;
        }
        forwarder.forward(
                exchange.request(), source.get().upstream(), source.get().path(), (headers, upgrade) -> {
                    ForwardedHeaders.dropRemote(headers);
                    headers.remove("Authorization").remove("Cookie");
                });
    }
}
