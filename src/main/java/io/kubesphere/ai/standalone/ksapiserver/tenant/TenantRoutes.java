package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.iam.IamObjects;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code tenant.kubesphere.io}, for reading. */
public final class TenantRoutes {
    private static final String ROOT = "/kapis/tenant.kubesphere.io/v1beta1";
    private static final String WORKSPACE = ROOT + "/workspaces/{workspace}";

    private final Tenancy tenancy;
    private final IamObjects iam;
    private final Shelf<ObjectNode> users;
    private final Shelf<ObjectNode> clusters;
    private final Shelf<ObjectNode> workspaceRoles;
    private final Clock clock;

    public TenantRoutes(Watches watches, Shelf<ObjectNode> namespaces, IamObjects iam, Clock clock) {
        this.tenancy = new Tenancy(watches, namespaces, iam);
        this.iam = iam;
        this.users = watches.shelf(KubeSphereKinds.USER, object -> object);
        this.clusters = watches.shelf(KubeSphereKinds.CLUSTER, object -> object);
        this.workspaceRoles = watches.shelf(KubeSphereKinds.WORKSPACE_ROLE, object -> object);
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        ROOT + "/workspaces", (exchange, in) -> list(exchange, tenancy.workspaces(exchange.caller()))),
                Route.get(
                        ROOT + "/workspacetemplates",
                        (exchange, in) -> list(exchange, tenancy.workspaceTemplates(exchange.caller()))),
                Route.get(ROOT + "/metrics", (exchange, in) -> ofPlatform(exchange)),
                Route.get(WORKSPACE + "/metrics", (exchange, in) -> ofWorkspace(exchange, in.get("workspace"))),
                Route.get(WORKSPACE, (exchange, in) -> one(tenancy.workspace(in.get("workspace")), in)),
                Route.get(
                        ROOT + "/workspacetemplates/{workspace}",
                        (exchange, in) -> one(tenancy.workspaceTemplate(in.get("workspace")), in)),
                Route.get(ROOT + "/namespaces", (exchange, in) -> list(exchange, tenancy.projects(exchange.caller()))),
                Route.get(
                        WORKSPACE + "/namespaces",
                        (exchange, in) -> list(exchange, tenancy.projects(exchange.caller(), in.get("workspace")))),
                Route.get(
                        WORKSPACE + "/namespaces/{namespace}",
                        (exchange, in) -> one(tenancy.project(in.get("workspace"), in.get("namespace")), in)),
                Route.get(
                        WORKSPACE + "/workspacemembers/{member}/namespaces",
                        (exchange, in) -> list(exchange, ofMember(in))));
    }

    private Reply ofPlatform(Exchange exchange) {
        return new Metrics(clock.instant())
                .count("platform_user_count", users.all().size())
                .countOfSome(
                        "platform_workspace_count",
                        tenancy.workspaceTemplates(exchange.caller()).size())
                .countOfSome("platform_cluster_count", clusters.all().size())
                .reply();
    }

    private Reply ofWorkspace(Exchange exchange, String workspace) {
        var roles = workspaceRoles.all().stream()
                .filter(role ->
                        Json.text(role, "metadata", "labels", Marks.WORKSPACE).equals(workspace))
                .count();
        return new Metrics(clock.instant())
                .count(
                        "workspace_workspacerolebinding_count",
                        iam.workspaceBindingsIn(workspace).size())
                .count("workspace_workspacerole_count", Math.toIntExact(roles))
                .count(
                        "workspace_namespace_count",
                        tenancy.projects(exchange.caller(), workspace).size())
                .reply();
    }

    /** Without groups: those of somebody else are not known. */
    private Collection<ObjectNode> ofMember(Map<String, String> in) {
        return tenancy.projects(new Identity(in.get("member"), List.of(), Map.of()), in.get("workspace"));
    }

    private static Reply list(Exchange exchange, Collection<ObjectNode> visible) {
        return Listing.reply(visible, exchange.location().query());
    }

    private static Reply one(Optional<ObjectNode> found, Map<String, String> asked) {
        return found.map(object -> Reply.json(200, object))
                .orElseGet(() -> Reply.text(404, String.join("/", asked.values()) + " not found"));
    }
}
