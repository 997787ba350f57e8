package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.PathSegment;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Asks again what ks-apiserver has asked before it sent a request on, since nothing proves that it was ks-apiserver that did:
 * who reaches our port with a token of his own must not reach more than his roles allow.
 */
final class RequestReview {
    /** Before anything is looked up for the request, which might tell what is there. */
    private static final int PRIORITY = Priorities.AUTHORIZATION - 100;

    private final Permissions permissions;
    private final CurrentCaller caller;

    RequestReview(Permissions permissions, CurrentCaller caller) {
        this.permissions = permissions;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = PRIORITY)
    public void review(ContainerRequestContext request) {
        if (caller.isKnown() && permissions.reviewsRequests()) {
            require(request);
        }
    }

    private void require(ContainerRequestContext request) {
        var segments = request.getUriInfo().getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .toList();
        var wanted = RequestedAttributes.of(request.getMethod(), segments)
                .orElseThrow(() -> Problem.of(Problem.Code.FORBIDDEN, "the path names no resource"));
        if (!permissions.allows(caller.get(), wanted)) {
            throw Problem.of(
                    Problem.Code.FORBIDDEN, "%s", wanted.refusal(caller.get().user()));
        }
    }
}
