package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what no resource serves, and what fails before a resource is reached, with a Status as well. */
@ApplicationScoped
class UnknownPaths {
    private final ObjectMapper json;

    UnknownPaths(ObjectMapper json) {
        this.json = json;
    }

    void install(@Observes Router router) {
        router.route("/kapis/*").order(Integer.MAX_VALUE).handler(context -> answer(context, 404));
        router.route("/kapis/*").order(Integer.MIN_VALUE).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.response().headWritten() || context.statusCode() < 400 || context.statusCode() >= 500) {
            context.next();
            return;
        }
        answer(context, context.statusCode());
    }

    private void answer(RoutingContext context, int status) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(text(HttpProblem.of(status, context.normalizedPath())));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(Status.of(problem));
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "cannot write a Status").because(impossible);
        }
    }
}
