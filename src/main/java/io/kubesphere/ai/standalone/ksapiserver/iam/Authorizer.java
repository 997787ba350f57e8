package io.kubesphere.ai.standalone.ksapiserver.iam;

import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Scope;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import java.util.List;
import java.util.Optional;

/**
 * KubeSphere's four steps: global, workspace, namespace and cluster bindings, the first that allows decides, nothing
 * denies. Templates count from the moment they match a role; the real controllers copy their rules into it, and never
 * take one back.
 */
public final class Authorizer {
    private final IamObjects iam;

    public Authorizer(IamObjects iam) {
        this.iam = iam;
    }

    /** Why it is allowed; empty when nothing allows it. */
    public Optional<String> allows(Identity who, Attempt attempt) {
        var keys = who.subjectKeys();
        var asking = new Asking(who, attempt, keys);
        var scope = attempt.target().map(Target::scope).orElse(Scope.CLUSTER);
        var global = reason(asking, iam.globalBindings(), "");
        if (global.isPresent() || scope == Scope.GLOBAL) {
            return global;
        }
        return attempt.target()
                .flatMap(target -> inWorkspace(asking, target).or(() -> inNamespace(asking, target)))
                .or(() -> reason(asking, iam.clusterBindings(), ""));
    }

    private record Asking(Identity who, Attempt attempt, List<String> keys) {}

    private Optional<String> inWorkspace(Asking asking, Target target) {
        var workspace =
                switch (target.scope()) {
                    case NAMESPACE -> iam.workspaceOf(target.namespace());
                    case WORKSPACE -> target.workspace();
                    case GLOBAL, CLUSTER -> "";
                };
        return workspace.isEmpty() ? Optional.empty() : reason(asking, iam.workspaceBindings(), workspace);
    }

    private Optional<String> inNamespace(Asking asking, Target target) {
        return target.scope() == Scope.NAMESPACE
                ? reason(asking, iam.bindings(), target.namespace())
                : Optional.empty();
    }

    private Optional<String> reason(Asking asking, Shelf<Binding> bindings, String place) {
        for (var key : asking.keys()) {
            for (var binding : bindings.tagged(Binding.toSubject(place, key))) {
                if (iam.roleOf(binding).filter(role -> allows(role, asking)).isPresent()) {
                    return Optional.of("RBAC: allowed by %s \"%s\" of %s \"%s\""
                            .formatted(binding.kind(), binding.name(), binding.roleKind(), binding.roleName()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean allows(Role role, Asking asking) {
        var attempt = asking.attempt();
        if (role.rules().stream().anyMatch(rule -> rule.allows(attempt))) {
            return true;
        }
        if (role.kind().equals("GlobalRole")
                && role.name().equals(AuthenticatedPolicy.ROLE)
                && AuthenticatedPolicy.allows(asking.who(), attempt)) {
            return true;
        }
        return role.templates(iam.templates())
                .flatMap(template -> template.rules().stream())
                .anyMatch(rule -> rule.allows(attempt));
    }
}
