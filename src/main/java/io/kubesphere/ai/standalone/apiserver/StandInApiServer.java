package io.kubesphere.ai.standalone.apiserver;

import io.kubesphere.ai.standalone.apiserver.http.ApiHttpServer;
import io.kubesphere.ai.standalone.apiserver.http.Router;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.registry.Bootstrap;
import io.kubesphere.ai.standalone.apiserver.registry.Cascades;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.token.AccountTokens;

/** A running API server; close it to stop it. What it has answered survives {@code kill -9} when it has a state directory. */
public final class StandInApiServer implements AutoCloseable {

    private final Store store;
    private final Cascades cascades;
    private final ApiHttpServer http;
    private final String host;
    private final int port;

    private StandInApiServer(ApiServerOptions options) {
        var catalog = new Catalog();
        this.store = options.stateDirectory().map(Store::at).orElseGet(Store::inMemory);
        var registry = new Registry(store, options.clock());
        var bootstrap = new Bootstrap(store, catalog, registry);
        bootstrap.restore();
        this.cascades = registry.startCascades(catalog);
        bootstrap.createBasics();
        var tokens = new AccountTokens(store, options.stateDirectory(), options.clock());
        var router = new Router(new Router.Parts(catalog, store, registry, options.logs(), tokens, options.clock()));
        this.http = new ApiHttpServer(router, store);
        this.host = options.host();
        this.port = http.listen(options.host(), options.port());
    }

    /** Returns once requests are answered. */
    public static StandInApiServer start(ApiServerOptions options) {
        return new StandInApiServer(options);
    }

    public int port() {
        return port;
    }

    /** The base URL without a slash at the end. */
    public String url() {
        return "http://" + host + ":" + port;
    }

    /** A kubeconfig for kubectl and client libraries; the token is not looked at but makes clients send requests as usual. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: standalone
                clusters:
                - name: standalone
                  cluster:
                    server: %s
                contexts:
                - name: standalone
                  context:
                    cluster: standalone
                    user: admin
                    namespace: default
                users:
                - name: admin
                  user:
                    token: standalone
                """
                .formatted(url());
    }

    @Override
    public void close() {
        http.close();
        cascades.close();
        store.close();
    }
}
