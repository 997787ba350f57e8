package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Verifies the caller of every resource method before anything else happens; introspection blocks, as our methods do. */
final class AuthenticationFilter {
    private final Authentication authentication;
    private final RunTokens runTokens;
    private final CurrentCaller currentCaller;
    private final CurrentRun currentRun;

    AuthenticationFilter(
            Authentication authentication, RunTokens runTokens, CurrentCaller currentCaller, CurrentRun currentRun) {
        this.authentication = authentication;
        this.runTokens = runTokens;
        this.currentCaller = currentCaller;
        this.currentRun = currentRun;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void verify(ContainerRequestContext request, ResourceInfo resource) {
        var credentials = Credentials.of(request.getHeaders());
        if (resource.getResourceClass().isAnnotationPresent(ForRuns.class)) {
            var token = credentials.bearer().orElseThrow(AuthenticationFilter::tokenRequired);
            currentRun.is(runTokens.verify(token));
            return;
        }
        currentCaller.is(authentication.caller(credentials));
    }

    private static Problem tokenRequired() {
        return Problem.of(Problem.Code.UNAUTHORIZED, "a run token is required as bearer");
    }
}
