package io.kubesphere.ai.standalone.ksapiserver.http;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The last station: what this server answers itself, and a plain 404 for the rest. */
public final class Routes implements Handler {
    private static final Logger LOG = Logger.getLogger(Routes.class);

    private final List<Route> routes;

    public Routes(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public boolean serves(Exchange exchange) {
        return true;
    }

    @Override
    public void serve(Exchange exchange) {
        var known = false;
        for (var route : routes) {
            var values = route.match(exchange.location());
            known = known || values.isPresent();
            if (values.isPresent() && route.takes(exchange.request().method().name())) {
                answer(exchange, route, values.get());
                return;
            }
        }
        exchange.answer(known ? Reply.text(405, "405: Method Not Allowed") : Reply.text(404, "404: Page Not Found"));
    }

    private static void answer(Exchange exchange, Route route, Map<String, String> values) {
        reply(exchange, route, values).onSuccess(exchange::answer).onFailure(failure -> exchange.answer(said(failure)));
    }

    private static Future<Reply> reply(Exchange exchange, Route route, Map<String, String> values) {
        try {
            return route.answer().to(exchange, values);
        } catch (Problem problem) {
            return Future.failedFuture(problem);
        }
    }

    private static Reply said(Throwable failure) {
        if (failure instanceof Problem problem) {
            return Reply.text(problem.code().status(), problem.getMessage());
        }
        LOG.error("a built-in handler failed", failure);
        return Reply.text(500, "Internal Server Error");
    }
}
