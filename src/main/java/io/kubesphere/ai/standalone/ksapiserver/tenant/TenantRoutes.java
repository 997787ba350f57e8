package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.iam.IamObjects;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code tenant.kubesphere.io}, for reading. */
public final class TenantRoutes {
    private static final String ROOT = "/kapis/tenant.kubesphere.io/v1beta1";
    private static final String WORKSPACE = ROOT + "/workspaces/{workspace}";

    private final Tenancy tenancy;

    public TenantRoutes(Watches watches, Shelf<ObjectNode> namespaces, IamObjects iam) {
        this.tenancy = new Tenancy(watches, namespaces, iam);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        ROOT + "/workspaces", (exchange, in) -> list(exchange, tenancy.workspaces(exchange.caller()))),
                Route.get(
                        ROOT + "/workspacetemplates",
                        (exchange, in) -> list(exchange, tenancy.workspaceTemplates(exchange.caller()))),
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
