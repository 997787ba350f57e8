package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.Status;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A problem as an HTTP answer, with {@code Retry-After} where waiting helps. */
public final class StatusResponse {
    private StatusResponse() {}

    public static Response of(Problem problem) {
        var response = Response.status(problem.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Status.of(problem));
        problem.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        if (problem.code() == Problem.Code.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }
}
