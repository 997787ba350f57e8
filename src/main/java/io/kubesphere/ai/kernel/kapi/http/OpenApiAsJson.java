package io.kubesphere.ai.kernel.kapi.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the document as JSON to who does not ask for YAML; Quarkus' default is the other way round. */
@ApplicationScoped
class OpenApiAsJson {
    private static final int EARLY = 200;

    void install(@Observes Filters filters) {
        filters.register(OpenApiAsJson::preferJson, EARLY);
    }

    private static void preferJson(RoutingContext context) {
        if (context.normalizedPath().equals("/openapi/v3")) {
            var accept = context.request().getHeader("Accept");
            if (accept == null || !accept.contains("yaml")) {
                context.request().headers().set("Accept", "application/json");
            }
        }
        context.next();
    }
}
