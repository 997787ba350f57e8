package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import io.kubesphere.ai.standalone.ksapiserver.state.ResourceKind;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Kinds that ks-apiserver serves as they are where it has no handler of their own. The caller's right has been decided
 * from the path, so nothing is left out that it names.
 */
public final class ServedRoutes {
    private static final List<ResourceKind> SERVED = List.of(
            KubeSphereKinds.GLOBAL_ROLE,
            KubeSphereKinds.CLUSTER_ROLE,
            KubeSphereKinds.WORKSPACE_ROLE,
            KubeSphereKinds.ROLE,
            KubeSphereKinds.ROLE_TEMPLATE,
            KubeSphereKinds.CATEGORY);

    private final List<Route> routes;

    public ServedRoutes(Watches watches) {
        this.routes = SERVED.stream()
                .flatMap(kind -> routes(kind, watches.shelf(kind, object -> object)))
                .toList();
    }

    public List<Route> routes() {
        return routes;
    }

    private static Stream<Route> routes(ResourceKind kind, Shelf<ObjectNode> objects) {
        var root = "/kapis/" + kind.apiVersion();
        var name = "/" + kind.plural();
        return Stream.of(
                Route.get(root + name, (exchange, in) -> list(objects, exchange, in)),
                Route.get(root + name + "/{name}", (exchange, in) -> one(kind, objects, in)),
                Route.get(root + "/workspaces/{workspace}" + name, (exchange, in) -> list(objects, exchange, in)),
                Route.get(
                        root + "/workspaces/{workspace}" + name + "/{name}", (exchange, in) -> one(kind, objects, in)),
                Route.get(root + "/namespaces/{namespace}" + name, (exchange, in) -> list(objects, exchange, in)),
                Route.get(
                        root + "/namespaces/{namespace}" + name + "/{name}", (exchange, in) -> one(kind, objects, in)));
    }

    private static Reply list(Shelf<ObjectNode> objects, Exchange exchange, Map<String, String> in) {
        var there = objects.all().stream().filter(isIn(in)).toList();
        return Listing.reply(there, exchange.location().query());
    }

    private static Reply one(ResourceKind kind, Shelf<ObjectNode> objects, Map<String, String> in) {
        return objects.all().stream()
                .filter(isIn(in))
                .filter(object -> Json.text(object, "metadata", "name").equals(in.get("name")))
                .findFirst()
                .map(object -> Reply.json(200, object))
                .orElseGet(() -> Reply.text(
                        404, "%s.%s \"%s\" not found".formatted(kind.plural(), kind.group(), in.get("name"))));
    }

    private static Predicate<ObjectNode> isIn(Map<String, String> in) {
        Predicate<ObjectNode> inWorkspace = object -> !in.containsKey("workspace")
                || in.get("workspace").equals(Json.text(object, "metadata", "labels", Marks.WORKSPACE));
        return inWorkspace.and(object ->
                !in.containsKey("namespace") || in.get("namespace").equals(Json.text(object, "metadata", "namespace")));
    }
}
