package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.path.Location;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Stands where the console is: every path that is no API goes to one upstream, without authorization. That upstream may
 * well serve APIs too, so a path that it could read as one of them is refused, and nobody can say here who he is.
 */
public final class PageProxy {
    private static final Set<String> APIS = Set.of(
            "api",
            "apis",
            "kapi",
            "kapis",
            "clusters",
            "oauth",
            "dist",
            "proxy",
            ".well-known",
            "version",
            "metrics",
            "livez",
            "healthz",
            "openapi");
    private static final Pattern FIRST = Pattern.compile("/([A-Za-z0-9_-][A-Za-z0-9_.-]*(/.*)?)?");

    private final Forwarder forwarder;
    private final Upstream pages;

    public PageProxy(Forwarder forwarder, Upstream pages) {
        this.forwarder = forwarder;
        this.pages = pages;
    }

    public boolean serves(Location location) {
        return location.segments().stream().findFirst().filter(APIS::contains).isEmpty();
    }

    public void serve(HttpServerRequest request, Location location) {
        if (!isUnambiguous(request, location)) {
            Exchange.answer(request, Reply.text(400, "400: Bad Request"));
            return;
        }
        forwarder.forward(request, pages, request.uri(), (headers, upgrade) -> ForwardedHeaders.dropRemote(headers));
    }

    private static boolean isUnambiguous(HttpServerRequest request, Location location) {
        var raw = request.uri().split("\\?", 2)[0];
        var segments = List.of(location.path().split("/", -1));
        return FIRST.matcher(raw).matches() && !segments.contains("..") && !segments.contains(".");
    }
}
