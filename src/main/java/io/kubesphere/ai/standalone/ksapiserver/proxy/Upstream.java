package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A server that requests are passed on to; any path in its URL is ignored, as in KubeSphere. */
public record Upstream(String host, int port, Trust trust) {

    /** How its certificate is looked at. */
    sealed interface Trust {
        /** There is none. */
        record Plain() implements Trust {}

        /** Not at all. */
        record Anybody() implements Trust {}

        /** By the authorities the machine trusts. */
        record Machine() implements Trust {}

        /** By this authority, PEM. */
        record Authority(String pem) implements Trust {}
    }

    /** Empty when the URL is none of http or https with a host. */
    static Optional<Upstream> of(String url, Trust secure) {
        try {
            var parsed = new URI(url);
            var tls = "https".equals(parsed.getScheme());
            if (parsed.getHost() == null || !(tls || "http".equals(parsed.getScheme()))) {
                return Optional.empty();
            }
            var port = parsed.getPort() > 0 ? parsed.getPort() : tls ? 443 : 80;
            return Optional.of(new Upstream(parsed.getHost(), port, tls ? secure : new Trust.Plain()));
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    /** For a URL that the operator of this server chose. */
    public static Upstream of(URI url) {
        return of(url.toString(), new Trust.Machine())
                .orElseThrow(() -> new IllegalArgumentException("not an http or https URL: " + url));
    }

    RequestOptions request() {
        return new RequestOptions().setHost(host).setPort(port).setSsl(!(trust instanceof Trust.Plain));
    }
}
