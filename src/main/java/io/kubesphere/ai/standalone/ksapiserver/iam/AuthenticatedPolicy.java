package io.kubesphere.ai.standalone.ksapiserver.iam;

import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import java.util.Set;

/**
 * What KubeSphere lets everybody who is logged in do, in Java instead of the Rego that the role {@code authenticated}
 * carries there. Rego of other roles is not evaluated; nor is the rule for the console's own kubectl pods repeated.
 */
final class AuthenticatedPolicy {
    static final String ROLE = "authenticated";

    private static final Set<String> MEMBERS = Set.of("clustermembers", "workspacemembers", "namespacemembers");
    private static final Set<String> READING = Set.of("get", "list", "watch");
    private static final Set<String> DISCOVERY = Set.of("/api", "/api/v1", "/kapis/version");

    private AuthenticatedPolicy() {}

    static boolean allows(Identity who, Attempt attempt) {
        return attempt.target()
                .map(target -> allows(who, attempt, target))
                .orElseGet(() -> attempt.verb().equals("GET") && DISCOVERY.contains(attempt.path()));
    }

    private static boolean allows(Identity who, Attempt attempt, Target target) {
        var own = target.name().equals(who.name());
        var reads = READING.contains(attempt.verb());
        var tenancy = target.group().equals("tenant.kubesphere.io") && !attempt.kubernetes();
        return (own && target.resource().equals("users"))
                || (own && reads && MEMBERS.contains(target.resource()))
                || (reads && tenancy);
    }
}
