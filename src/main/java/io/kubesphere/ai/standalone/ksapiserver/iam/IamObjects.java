package io.kubesphere.ai.standalone.ksapiserver.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import io.kubesphere.ai.standalone.ksapiserver.state.ResourceKind;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Roles, their templates, and who has them. */
public final class IamObjects {
    private final Map<String, Shelf<Role>> roles;
    private final Shelf<RoleTemplate> templates;
    private final Shelf<Binding> globalBindings;
    private final Shelf<Binding> workspaceBindings;
    private final Shelf<Binding> bindings;
    private final Shelf<Binding> clusterBindings;
    private final Shelf<ObjectNode> namespaces;

    public IamObjects(Watches watches, Shelf<ObjectNode> namespaces) {
        this.roles = Map.of(
                "GlobalRole", roles(watches, KubeSphereKinds.GLOBAL_ROLE),
                "WorkspaceRole", roles(watches, KubeSphereKinds.WORKSPACE_ROLE),
                "Role", roles(watches, KubeSphereKinds.ROLE),
                "ClusterRole", roles(watches, KubeSphereKinds.CLUSTER_ROLE));
        this.templates = watches.shelf(KubeSphereKinds.ROLE_TEMPLATE, RoleTemplate::of);
        this.globalBindings = bindings(watches, KubeSphereKinds.GLOBAL_ROLE_BINDING);
        this.workspaceBindings = bindings(watches, KubeSphereKinds.WORKSPACE_ROLE_BINDING);
        this.bindings = bindings(watches, KubeSphereKinds.ROLE_BINDING);
        this.clusterBindings = bindings(watches, KubeSphereKinds.CLUSTER_ROLE_BINDING);
        this.namespaces = namespaces;
    }

    private static Shelf<Role> roles(Watches watches, ResourceKind kind) {
        return watches.shelf(kind, Role::of);
    }

    private static Shelf<Binding> bindings(Watches watches, ResourceKind kind) {
        return watches.shelf(kind, Binding::of, Binding::tags);
    }

    /** "" for a namespace without one, and for an unknown one. */
    String workspaceOf(String namespace) {
        return namespaces
                .find(namespace)
                .map(found -> Json.text(found, "metadata", "labels", Marks.WORKSPACE))
                .orElse("");
    }

    Shelf<Binding> globalBindings() {
        return globalBindings;
    }

    Shelf<Binding> workspaceBindings() {
        return workspaceBindings;
    }

    Shelf<Binding> bindings() {
        return bindings;
    }

    Shelf<Binding> clusterBindings() {
        return clusterBindings;
    }

    List<RoleTemplate> templates() {
        return templates.all();
    }

    /** Empty when the binding's role is gone. */
    Optional<Role> roleOf(Binding binding) {
        var shelf = Optional.ofNullable(roles.get(binding.roleKind()));
        return shelf.flatMap(kind -> binding.roleKind().equals("Role")
                ? kind.find(binding.place(), binding.roleName())
                : kind.find(binding.roleName()));
    }

    /** Bindings that listings take to be the user's, in all workspaces. */
    public List<Binding> workspaceBindingsOf(String user) {
        return listed(workspaceBindings, user).toList();
    }

    /** The same in all namespaces. */
    public List<Binding> bindingsOf(String user) {
        return listed(bindings, user).toList();
    }

    public List<Binding> workspaceBindingsIn(String workspace) {
        return workspaceBindings.tagged(Binding.in(workspace));
    }

    public List<Binding> bindingsIn(String namespace) {
        return bindings.tagged(Binding.in(namespace));
    }

    /** Templates in the roles that a user has; place is the namespace or workspace for scopes that have one. */
    public List<RoleTemplate> templatesOf(String user, String scope, String place) {
        var all = templates();
        return heldIn(user, scope, place)
                .flatMap(binding -> roleOf(binding).stream())
                .flatMap(role -> role.templates(all))
                .distinct()
                .toList();
    }

    private Stream<Binding> heldIn(String user, String scope, String place) {
        return switch (scope) {
            case "global" -> listed(globalBindings, user);
            case "cluster" -> listed(clusterBindings, user);
            case "workspace" -> listed(workspaceBindings, user).filter(binding -> isIn(binding, place));
            case "namespace" -> listed(bindings, user).filter(binding -> isIn(binding, place));
            default -> Stream.of();
        };
    }

    private static boolean isIn(Binding binding, String place) {
        return place.isEmpty() || binding.place().equals(place);
    }

    private static Stream<Binding> listed(Shelf<Binding> shelf, String user) {
        return shelf.tagged(Binding.ofUser(user)).stream().filter(binding -> binding.names(user));
    }
}
