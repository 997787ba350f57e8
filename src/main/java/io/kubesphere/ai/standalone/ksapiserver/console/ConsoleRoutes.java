package io.kubesphere.ai.standalone.ksapiserver.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import io.kubesphere.ai.standalone.ksapiserver.tenant.Listing;
import java.util.List;
import java.util.stream.Stream;

/** Settings, version and clusters: the console's server reads them for every page, and does not render without some. */
public final class ConsoleRoutes {
    /** Consoles parse it; that of 4.1 takes another way through tenancy than older ones. */
    private static final String VERSION = "v4.1.3-standalone";

    private static final String CONFIGS = "/kapis/config.kubesphere.io/v1alpha2/configs";
    private static final List<String> CLUSTERS = List.of(
            "/kapis/tenant.kubesphere.io/v1beta1/clusters",
            "/kapis/cluster.kubesphere.io/v1alpha1/clusters",
            "/kapis/resources.kubesphere.io/v1alpha3/clusters");

    private final Shelf<ObjectNode> clusters;
    private final String hostCluster;

    public ConsoleRoutes(Watches watches, String hostCluster) {
        this.clusters = watches.shelf(KubeSphereKinds.CLUSTER, object -> object);
        this.hostCluster = hostCluster;
    }

    public List<Route> routes() {
        return Stream.of(
                        about(),
                        settings(),
                        Stream.of(ofWorkspace()),
                        CLUSTERS.stream().flatMap(this::clusters))
                .flatMap(routes -> routes)
                .toList();
    }

    private static Stream<Route> about() {
        return Stream.of("/version", "/kapis/version").map(path -> Route.get(path, (exchange, in) -> version()));
    }

    private static Reply version() {
        var version = Json.object().put("gitVersion", VERSION);
        version.putObject("kubernetes").put("gitVersion", "v1.34.0");
        return Reply.json(200, version);
    }

    private Stream<Route> settings() {
        return Stream.of(
                Route.get(CONFIGS + "/theme", (exchange, in) -> Reply.json(200, Json.object())),
                Route.get(CONFIGS + "/marketplace", (exchange, in) -> Reply.json(200, Json.object())),
                Route.get(CONFIGS + "/oauth", (exchange, in) -> identityProviders()),
                Route.get(
                        CONFIGS + "/gpu/kinds",
                        (exchange, in) -> Reply.json(200, JsonNodeFactory.instance.arrayNode())),
                Route.get(CONFIGS + "/configz", (exchange, in) -> modules()));
    }

    private static Reply identityProviders() {
        var oauth = Json.object();
        oauth.putArray("identityProviders");
        return Reply.json(200, oauth);
    }

    private Reply modules() {
        var modules = Json.object();
        modules.putObject("multicluster")
                .put("enable", true)
                .put("clusterRole", "host")
                .put("hostClusterName", hostCluster);
        return Reply.json(200, modules);
    }

    /** Every workspace is on the one cluster there is. */
    private Route ofWorkspace() {
        return Route.get(
                "/kapis/tenant.kubesphere.io/v1beta1/workspaces/{workspace}/clusters",
                (exchange, in) ->
                        Listing.reply(clusters.all(), exchange.location().query()));
    }

    private Stream<Route> clusters(String path) {
        return Stream.of(
                Route.get(
                        path,
                        (exchange, in) -> Listing.reply(
                                clusters.all(), exchange.location().query())),
                Route.get(path + "/{cluster}", (exchange, in) -> cluster(in.get("cluster"))));
    }

    private Reply cluster(String name) {
        return clusters.find(name)
                .map(cluster -> Reply.json(200, cluster))
                .orElseGet(() -> Reply.text(404, "clusters.cluster.kubesphere.io \"" + name + "\" not found"));
    }
}
