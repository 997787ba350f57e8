package io.kubesphere.ai.standalone.ksapiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.ksapiserver.console.ConsoleRoutes;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.http.Routes;
import io.kubesphere.ai.standalone.ksapiserver.iam.Authorizer;
import io.kubesphere.ai.standalone.ksapiserver.iam.IamObjects;
import io.kubesphere.ai.standalone.ksapiserver.login.Accounts;
import io.kubesphere.ai.standalone.ksapiserver.login.Login;
import io.kubesphere.ai.standalone.ksapiserver.login.Tokens;
import io.kubesphere.ai.standalone.ksapiserver.proxy.ApiServiceProxy;
import io.kubesphere.ai.standalone.ksapiserver.proxy.BundleProxy;
import io.kubesphere.ai.standalone.ksapiserver.proxy.Clusters;
import io.kubesphere.ai.standalone.ksapiserver.proxy.Forwarder;
import io.kubesphere.ai.standalone.ksapiserver.proxy.KubernetesProxy;
import io.kubesphere.ai.standalone.ksapiserver.proxy.PageProxy;
import io.kubesphere.ai.standalone.ksapiserver.proxy.Upstream;
import io.kubesphere.ai.standalone.ksapiserver.seed.BuiltinRoles;
import io.kubesphere.ai.standalone.ksapiserver.seed.ServiceAccountTokens;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.ResourceKind;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import io.kubesphere.ai.standalone.ksapiserver.tenant.IamRoutes;
import io.kubesphere.ai.standalone.ksapiserver.tenant.ServedRoutes;
import io.kubesphere.ai.standalone.ksapiserver.tenant.TenantRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A running server; close it to stop it. KubeSphere's definitions must be in the cluster: {@code DemoTenancy} brings them. */
public final class KsApiServer implements AutoCloseable {
    private static final int MAX_HEAD_BYTES = 64 * 1024;

    /** As much as comes in one read of a socket. */
    private static final int MAX_CHUNK_BYTES = 64 * 1024;

    private static final int PATIENCE_SECONDS = 30;

    private final KsApiServerOptions options;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Watches watches;
    private final int port;

    private KsApiServer(KsApiServerOptions options) {
        this.options = options;
        this.watches = new Watches(options.kubernetes().client());
        var door = assemble();
        watches.start();
        this.port = listen(door);
    }

    /** Returns once requests are answered, from all that the cluster holds. */
    public static KsApiServer start(KsApiServerOptions options) {
        return new KsApiServer(options);
    }

    private FrontDoor assemble() {
        var client = options.kubernetes().client();
        var signing = options.signing();
        var tokens = new Tokens(signing.secret(), signing.issuer(), options.clock());
        var roles = new BuiltinRoles(client);
        var namespaces = keeping(KubeSphereKinds.NAMESPACE, roles::ofNamespace);
        keeping(KubeSphereKinds.WORKSPACE, roles::ofWorkspace);
        keeping(KubeSphereKinds.SERVICE_ACCOUNT, new ServiceAccountTokens(client, tokens::ofServiceAccount)::of);

        var iam = new IamObjects(watches, namespaces);
        var accounts = new Accounts(watches);
        var login = Login.of(vertx, accounts, tokens, options.clock());
        var routes = Stream.of(
                        login.routes(),
                        new IamRoutes(accounts, iam).routes(),
                        new TenantRoutes(watches, namespaces, iam, options.clock()).routes(),
                        new ServedRoutes(watches).routes(),
                        new ConsoleRoutes(watches, options.clusterName()).routes(),
                        health())
                .flatMap(List::stream)
                .toList();
        var forwarder = new Forwarder(vertx);
        return new FrontDoor(
                new FrontDoor.Checks(
                        login.authenticator(), new Clusters(watches, options.clusterName()), new Authorizer(iam)),
                options.pages().map(pages -> new PageProxy(forwarder, Upstream.of(pages))),
                List.of(
                        new BundleProxy(forwarder, watches),
                        new ApiServiceProxy(forwarder, watches),
                        new KubernetesProxy(
                                forwarder, Upstream.of(options.kubernetes().url())),
                        new Routes(routes)));
    }

    private Shelf<ObjectNode> keeping(ResourceKind kind, Consumer<ObjectNode> arrived) {
        return watches.shelf(kind, Function.identity(), object -> Set.of(), arrived);
    }

    private static List<Route> health() {
        return List.of(
                Route.get("/healthz", (exchange, values) -> Reply.text(200, "ok")),
                Route.get("/livez", (exchange, values) -> Reply.text(200, "ok")));
    }

    private int listen(FrontDoor door) {
        var listener = options.listener();
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(MAX_HEAD_BYTES)
                        .setMaxHeaderSize(MAX_HEAD_BYTES)
                        .setMaxChunkSize(MAX_CHUNK_BYTES)
                        .setHandle100ContinueAutomatically(true)
                        // an offer to speak HTTP/2 is an upgrade request to ks-apiserver too
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(0))
                .requestHandler(door::receive);
        var listening = server.listen(listener.port(), listener.host())
                .toCompletionStage()
                .toCompletableFuture();
        return listening.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().actualPort();
    }

    public int port() {
        return port;
    }

    /** The base URL without a slash at the end. */
    public String url() {
        return "http://" + options.listener().host() + ":" + port;
    }

    @Override
    public void close() {
        watches.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
