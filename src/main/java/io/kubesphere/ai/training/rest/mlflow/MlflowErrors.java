package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.Status;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives every error below our path MLflow's shape, wherever it arose. Retry-After stays: the client waits by it. */
final class MlflowErrors {

    /** MLflow's code and the HTTP status that goes with it. */
    private record Shape(String errorCode, int status) {}

    @ServerResponseFilter
    public void reshape(ContainerRequestContext request, ContainerResponseContext response, Throwable thrown) {
        if (response.getEntity() instanceof Status status
                && request.getUriInfo().getPath().startsWith(MlflowPaths.ROOT + "/")) {
            var shape = thrown instanceof WebApplicationException && status.code() == 404
                    ? shape(Problem.Code.METHOD_NOT_ALLOWED)
                    : shape(code(status));
            response.setStatus(shape.status());
            response.setEntity(
                    new MlflowError(shape.errorCode(), status.message()),
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static Problem.Code code(Status status) {
        return Arrays.stream(Problem.Code.values())
                .filter(code -> code.reason().equals(status.reason()))
                .findFirst()
                .orElseGet(() -> Problem.Code.ofStatus(status.code()));
    }

    private static Shape shape(Problem.Code code) {
        return switch (code) {
            case BAD_REQUEST, INVALID, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE ->
                new Shape("INVALID_PARAMETER_VALUE", 400);
            case ALREADY_EXISTS -> new Shape("RESOURCE_ALREADY_EXISTS", 400);
            case UNAUTHORIZED -> new Shape("UNAUTHENTICATED", 401);
            case FORBIDDEN -> new Shape("PERMISSION_DENIED", 403);
            case NOT_FOUND, EXPIRED -> new Shape("RESOURCE_DOES_NOT_EXIST", 404);
            case METHOD_NOT_ALLOWED -> new Shape("ENDPOINT_NOT_FOUND", 404);
            case CONFLICT -> new Shape("RESOURCE_CONFLICT", 409);
            case TOO_MANY_REQUESTS -> new Shape("REQUEST_LIMIT_EXCEEDED", 429);
            case INTERNAL -> new Shape("INTERNAL_ERROR", 500);
            case UNAVAILABLE -> new Shape("TEMPORARILY_UNAVAILABLE", 503);
        };
    }
}
