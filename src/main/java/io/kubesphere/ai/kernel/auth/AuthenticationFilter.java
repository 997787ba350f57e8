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
    private final PodTokens podTokens;
    private final CurrentCaller currentCaller;
    private final CurrentRun currentRun;

    AuthenticationFilter(
            Authentication authentication,
            RunTokens runTokens,
            PodTokens podTokens,
            CurrentCaller currentCaller,
            CurrentRun currentRun) {
        this.authentication = authentication;
        this.runTokens = runTokens;
        this.podTokens = podTokens;
        this.currentCaller = currentCaller;
        this.currentRun = currentRun;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void verify(ContainerRequestContext request, ResourceInfo resource) {
        var called = resource.getResourceClass();
        if (called.isAnnotationPresent(VerifiesItself.class)) {
            return;
        }
        var credentials = Credentials.of(request.getHeaders());
        if (called.isAnnotationPresent(ForAgents.class)) {
            currentRun.is(podTokens.verify(token(credentials)));
        } else if (called.isAnnotationPresent(ForRuns.class)) {
            currentRun.is(runTokens.verify(token(credentials)));
        } else {
            currentCaller.is(authentication.caller(credentials));
        }
    }

    private static String token(Credentials credentials) {
        return credentials.bearer().orElseThrow(AuthenticationFilter::tokenRequired);
    }

    private static Problem tokenRequired() {
        return Problem.of(Problem.Code.UNAUTHORIZED, "the token of a run is required as bearer");
    }
}
