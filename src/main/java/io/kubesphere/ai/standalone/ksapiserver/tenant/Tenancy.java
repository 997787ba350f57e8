package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.iam.Authorizer;
import io.kubesphere.ai.standalone.ksapiserver.iam.Binding;
import io.kubesphere.ai.standalone.ksapiserver.iam.IamObjects;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Scope;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which workspaces and projects somebody sees: all where he may list all, otherwise those he has a binding in. A
 * workspace admin who asks for all projects of the cluster thus sees only those he is a member of, as in KubeSphere.
 */
final class Tenancy {
    private final Shelf<ObjectNode> workspaces;
    private final Shelf<ObjectNode> workspaceTemplates;
    private final Shelf<ObjectNode> namespaces;
    private final IamObjects iam;
    private final Authorizer authorizer;

    Tenancy(Watches watches, Shelf<ObjectNode> namespaces, IamObjects iam) {
        this.workspaces = watches.shelf(KubeSphereKinds.WORKSPACE, object -> object);
        this.workspaceTemplates = watches.shelf(KubeSphereKinds.WORKSPACE_TEMPLATE, object -> object);
        this.namespaces = namespaces;
        this.iam = iam;
        this.authorizer = new Authorizer(iam);
    }

    Collection<ObjectNode> workspaces(Identity who) {
        return workspaces(who, workspaces);
    }

    Collection<ObjectNode> workspaceTemplates(Identity who) {
        return workspaces(who, workspaceTemplates);
    }

    private Collection<ObjectNode> workspaces(Identity who, Shelf<ObjectNode> shelf) {
        return mayList(who, new Target(Scope.GLOBAL, "*", "", "", "", "workspaces", "", ""))
                ? shelf.all()
                : bound(iam.workspaceBindingsOf(who.name()), shelf);
    }

    /** In the whole cluster. */
    Collection<ObjectNode> projects(Identity who) {
        return projects(who, new Target(Scope.CLUSTER, "", "", "", "", "namespaces", "", ""));
    }

    Collection<ObjectNode> projects(Identity who, String workspace) {
        var asked = new Target(Scope.WORKSPACE, "", "", workspace, "", "namespaces", "", "");
        return projects(who, asked).stream()
                .filter(namespace -> workspaceOf(namespace).equals(workspace))
                .toList();
    }

    private Collection<ObjectNode> projects(Identity who, Target asked) {
        return mayList(who, asked) ? namespaces.all() : bound(iam.bindingsOf(who.name()), namespaces);
    }

    private static List<ObjectNode> bound(List<Binding> bindings, Shelf<ObjectNode> shelf) {
        return bindings.stream()
                .map(Binding::place)
                .distinct()
                .flatMap(place -> shelf.find(place).stream())
                .toList();
    }

    private boolean mayList(Identity who, Target target) {
        return authorizer
                .allows(who, new Attempt("list", "", false, Optional.of(target)))
                .isPresent();
    }

    Optional<ObjectNode> workspace(String name) {
        return workspaces.find(name);
    }

    Optional<ObjectNode> workspaceTemplate(String name) {
        return workspaceTemplates.find(name);
    }

    Optional<ObjectNode> project(String workspace, String name) {
        return namespaces.find(name).filter(namespace -> workspaceOf(namespace).equals(workspace));
    }

    private static String workspaceOf(ObjectNode namespace) {
        return Json.text(namespace, "metadata", "labels", Marks.WORKSPACE);
    }
}
