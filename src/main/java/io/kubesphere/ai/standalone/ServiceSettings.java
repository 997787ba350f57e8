package io.kubesphere.ai.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the service is told of its surroundings, as the chart does it in a cluster by environment variables. */
final class ServiceSettings {
    /** File of the state directory with the token of the service's account at ks-apiserver. */
    static final String ACCOUNT_TOKEN = "account-token";

    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param frontDoor where ks-apiserver's stand-in answers */
    ServiceSettings(StateDirectory state, EmbeddedCluster cluster, EmbeddedDatabase database, URI frontDoor) {
        var port = state.port("service");
        // Any but prod: there is no other replica to elect a leader with.
        settings.put("quarkus.profile", "standalone");
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("kubernetes.master", cluster.url().toString());
        // Nothing of the user's own clusters is to be touched.
        settings.put("kubernetes.auth.tryKubeConfig", "false");
        settings.put("kubernetes.auth.tryServiceAccount", "false");
        settings.put("quarkus.datasource.jdbc.url", database.url());
        settings.put("quarkus.datasource.username", database.user());
        settings.put("aip.object-store.kind", "directory");
        settings.put("aip.object-store.directory", state.path("objects").toString());
        settings.put("aip.dataset.imports.secrets", "true");
        settings.put("aip.auth.mode", "introspection");
        settings.put("aip.auth.ks-apiserver", frontDoor.toString());
        settings.put("aip.auth.account-token-file", state.path(ACCOUNT_TOKEN).toString());
        settings.put("aip.auth.run-token-secret", state.secret("run-tokens"));
        settings.put("aip.workload.image", EmbeddedCluster.IMAGE);
        settings.put("aip.workload.service-url", "http://127.0.0.1:" + port);
        settings.put("quarkus.log.console.enabled", "false");
        settings.put("quarkus.log.file.enabled", "true");
        settings.put("quarkus.log.file.path", log(state).toString());
    }

    static Path log(StateDirectory state) {
        return state.path("log").resolve("ai-platform.log");
    }

    URI serviceUrl() {
        return URI.create(settings.get("aip.workload.service-url"));
    }

    /** Figures of use come from there. */
    void usePrometheus(URI url) {
        settings.put("aip.overview.prometheus.url", url.toString());
    }

    /** What was set on the command line stays. */
    void apply() {
        settings.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    }
}
