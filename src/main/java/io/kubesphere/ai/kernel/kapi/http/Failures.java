package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.UnreadableJson;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns everything that can go wrong in a request into a Status; what nobody expected is logged here, once. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        if (problem.code() == Problem.Code.INTERNAL && problem.getCause() != null) {
            LOG.errorf(problem, "request failed message=%s", problem.getMessage());
        } else if (problem.code() == Problem.Code.UNAVAILABLE) {
            LOG.warnf("request refused message=%s cause=%s", problem.getMessage(), problem.getCause());
        }
        return StatusResponse.of(problem);
    }

    @ServerExceptionMapper
    public Response constraints(ConstraintViolationException exception) {
        var causes = exception.getConstraintViolations().stream()
                .map(violation -> Problem.Cause.invalid(field(violation), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return StatusResponse.of(Problem.invalid("request", causes));
    }

    /** Quarkus maps this subtype itself, so it has to be named here to win. */
    @ServerExceptionMapper
    public Response mismatchedJson(MismatchedInputException exception) {
        return StatusResponse.of(UnreadableJson.problem(exception));
    }

    @ServerExceptionMapper
    public Response json(JacksonException exception) {
        return StatusResponse.of(UnreadableJson.problem(exception));
    }

    /** JAX-RS' own: unknown path, wrong method, wrong media type; a body that is not JSON comes wrapped in one. */
    @ServerExceptionMapper
    public Response web(WebApplicationException exception, UriInfo uri) {
        if (exception.getCause() instanceof JacksonException json) {
            return StatusResponse.of(UnreadableJson.problem(json));
        }
        if (exception.getCause() instanceof Problem problem) {
            return problem(problem);
        }
        var response = exception.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        var answer = StatusResponse.of(HttpProblem.of(response.getStatus(), "/" + stripped(uri.getPath())));
        var allow = response.getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable throwable, UriInfo uri) {
        if (throwable instanceof CompletionException && throwable.getCause() instanceof Problem problem) {
            return problem(problem);
        }
        var id = UUID.randomUUID().toString();
        LOG.errorf(throwable, "request failed unexpectedly id=%s path=%s", id, uri.getPath());
        return StatusResponse.of(Problem.of(
                Problem.Code.INTERNAL, "the service failed; tell the platform admin to look for %s in its log", id));
    }

    private static String stripped(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** The path below the request body, or the parameter's name. */
    private static String field(ConstraintViolation<?> violation) {
        var nodes = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(nodes::add);
        nodes.removeIf(node -> node.getKind() == ElementKind.METHOD);
        if (nodes.size() > 1 && nodes.get(0).getKind() == ElementKind.PARAMETER) {
            nodes.remove(0);
        }
        var path = new StringBuilder();
        for (var node : nodes) {
            path.append(path.length() > 0 && !node.toString().startsWith("[") ? "." : "")
                    .append(node);
        }
        return path.toString();
    }
}
