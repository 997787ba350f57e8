package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.Problem;

/** Words for failures that only have an HTTP status. */
final class HttpProblem {
    private HttpProblem() {}

    static Problem of(int status, String path) {
        var code = Problem.Code.ofStatus(status);
        return Problem.of(code, "%s", message(code, path));
    }

    private static String message(Problem.Code code, String path) {
        return switch (code) {
            case NOT_FOUND -> "there is nothing at " + path + "; the API is described at /openapi/v3";
            case METHOD_NOT_ALLOWED -> "this method is not possible on " + path;
            case UNSUPPORTED_MEDIA_TYPE -> "this content type is not possible on " + path + "; see /openapi/v3";
            case NOT_ACCEPTABLE -> "none of the accepted content types is possible on " + path;
            case TOO_LARGE -> "the request body is too large";
            case UNAUTHORIZED -> "a bearer token is required";
            case FORBIDDEN -> "this is not allowed";
            case UNAVAILABLE -> "the service is busy; try again";
            case INTERNAL -> "the service failed";
            case BAD_REQUEST, INVALID -> "the request cannot be understood";
            case ALREADY_EXISTS, CONFLICT, EXPIRED, TOO_MANY_REQUESTS -> "the request cannot be served now";
        };
    }
}
