package io.kubesphere.ai.standalone.ksapiserver;

import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Handler;
import io.kubesphere.ai.standalone.ksapiserver.http.Refusals;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.iam.Authorizer;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.iam.OpenPaths;
import io.kubesphere.ai.standalone.ksapiserver.login.Authenticator;
import io.kubesphere.ai.standalone.ksapiserver.login.Verdict;
import io.kubesphere.ai.standalone.ksapiserver.path.Location;
import io.kubesphere.ai.standalone.ksapiserver.path.RequestParser;
import io.kubesphere.ai.standalone.ksapiserver.proxy.Clusters;
import io.kubesphere.ai.standalone.ksapiserver.proxy.PageProxy;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The way of every request: understand it, who sends it, which cluster, may he, and then the first handler that serves it. */
final class FrontDoor {
    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final String AUTHORIZATION = "Authorization";
    private static final String CARRIED_AUTHORIZATION = "X-KubeSphere-Authorization";
    private static final String CARRIED_QUERY = "X-KubeSphere-Rawquery";

    private final Checks checks;
    private final Optional<PageProxy> pages;
    private final List<Handler> handlers;

    /** What a request has to pass. */
    record Checks(Authenticator authenticator, Clusters clusters, Authorizer authorizer) {}

    /** @param handlers behind authorization, in order; the last one takes everything */
    FrontDoor(Checks checks, Optional<PageProxy> pages, List<Handler> handlers) {
        this.checks = checks;
        this.pages = pages;
        this.handlers = List.copyOf(handlers);
    }

    void receive(HttpServerRequest request) {
        request.pause();
        request.exceptionHandler(gone -> LOG.debugf("client left path=%s cause=%s", request.path(), gone.getMessage()));
        guarded(request, () -> {
            var location = Location.of(target(request));
            if (location.isEmpty()) {
                Exchange.answer(request, Reply.text(400, "400: Bad Request"));
                return;
            }
            var page = pages.filter(proxy -> proxy.serves(location.get()));
            if (page.isPresent()) {
                page.get().serve(request, location.get());
                return;
            }
            understand(request, location.get());
        });
    }

    private static void guarded(HttpServerRequest request, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "request failed method=%s path=%s", request.method(), request.path());
            Exchange.answer(request, Refusals.internal(e.toString()));
        }
    }

    /** Another cluster's server may carry the query in a header, and must spell dryRun in small letters. */
    private static String target(HttpServerRequest request) {
        var uri = request.uri();
        var question = uri.indexOf('?');
        var carried = request.headers().get(CARRIED_QUERY);
        if (question < 0 || question == uri.length() - 1) {
            return carried == null ? uri : uri.replace("?", "") + "?" + carried;
        }
        var query = uri.substring(question + 1);
        var renamed = query.matches("(.*&)?dryrun(=.*)?(&.*)?") ? query.replaceFirst("dryrun", "dryRun") : query;
        return uri.substring(0, question + 1) + renamed;
    }

    private void understand(HttpServerRequest request, Location location) {
        var info = RequestParser.parse(request.method().name(), location);
        if (info.isEmpty()) {
            Exchange.answer(request, Refusals.badRequest("the path names a verb without a resource"));
            return;
        }
        var headers = request.headers();
        headers.remove(CARRIED_QUERY);
        if (header(request, AUTHORIZATION).isEmpty()
                && !header(request, CARRIED_AUTHORIZATION).isEmpty()) {
            headers.set(AUTHORIZATION, headers.get(CARRIED_AUTHORIZATION)).remove(CARRIED_AUTHORIZATION);
        }
        var unknown = new Exchange(request, location, info.get(), Identity.ANONYMOUS);
        checks.authenticator()
                .authenticate(header(request, AUTHORIZATION))
                .onSuccess(verdict -> guarded(request, () -> admit(unknown, verdict)))
                .onFailure(failure -> guarded(request, () -> {
                    throw new IllegalStateException(failure);
                }));
    }

    private static String header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.headers().get(name)).orElse("");
    }

    private void admit(Exchange exchange, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            exchange.answer(Refusals.unauthorized(refused.why()));
        } else if (verdict instanceof Verdict.Known known) {
            dispatch(exchange.by(known.identity()));
        }
    }

    private void dispatch(Exchange exchange) {
        var cluster = exchange.info().cluster();
        if (cluster.isEmpty()) {
            authorize(exchange);
            return;
        }
        switch (checks.clusters().meaning(cluster)) {
            case UNKNOWN -> exchange.answer(Refusals.noSuchCluster(cluster));
            case MEMBER -> exchange.answer(Refusals.unavailable("cluster " + cluster + " is not ready"));
            case HOST -> {
                var own = RequestParser.withoutCluster(exchange.location().path(), cluster);
                authorize(exchange.at(exchange.location().withPath(own)));
            }
        }
    }

    private void authorize(Exchange exchange) {
        var attempt = exchange.info().attempt();
        var open = OpenPaths.contains(attempt.path());
        if (!open && checks.authorizer().allows(exchange.caller(), attempt).isEmpty()) {
            exchange.answer(Refusals.forbidden(exchange.caller(), attempt));
            return;
        }
        handlers.stream()
                .filter(handler -> handler.serves(exchange))
                .findFirst()
                .ifPresent(handler -> handler.serve(exchange));
    }
}
