package io.kubesphere.ai.standalone.ksapiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.ksapiserver.seed.DemoTenancy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cluster with the demo tenancy, a small extension whose back end echoes, and a ks-apiserver in front of it. */
final class DemoKubeSphere implements AutoCloseable {
    static final String PASSWORD = "P@88w0rd";
    static final String KAPI = "/kapis/ai.kubesphere.io/v1alpha1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StandInApiServer kubernetes = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubernetes.kubeconfig()))
            .build();
    private final EchoUpstream upstream = new EchoUpstream();
    private final KsApiServer server;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** HTTP/1.1 because an offer of HTTP/2 is an upgrade request to ks-apiserver. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    DemoKubeSphere() {
        this("/ksapiserver/extension.yaml");
    }

    /** With nothing but what KubeSphere brings. */
    static DemoKubeSphere withoutExtension() {
        return new DemoKubeSphere("");
    }

    private DemoKubeSphere(String extension) {
        new DemoTenancy(client).seed();
        if (!extension.isEmpty()) {
            applyFile(extension);
        }
        apply(apiService("v1alpha1.ai.kubesphere.io", "ai.kubesphere.io", upstream.url(), "Available"));
        this.server = KsApiServer.start(options());
    }

    KsApiServerOptions options() {
        return KsApiServerOptions.forTests(client, URI.create(kubernetes.url()), Clock.systemUTC());
    }

    static String apiService(String name, String group, String url, String state) {
        return """
                apiVersion: extensions.kubesphere.io/v1alpha1
                kind: APIService
                metadata: {name: %s}
                spec: {group: %s, version: v1alpha1, url: "%s"}
                status: {state: %s}
                """
                .formatted(name, group, url, state);
    }

    /** With the password of all demo users. */
    static String user(String name, String state) {
        return """
                apiVersion: iam.kubesphere.io/v1beta1
                kind: User
                metadata: {name: %s}
                spec:
                  email: %s@demo.example
                  password: $2a$10$2Q1utw2VN1EF/YrMAmzjxulMo.BrA4w.2RCZgp983X8VxJ1dvYa76
                  groups: [auditors]
                status: {state: %s}
                """
                .formatted(name, name, state);
    }

    void apply(String yaml) {
        load(yaml).forEach(object -> client.resource(object)
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply());
    }

    void delete(String yaml) {
        load(yaml).forEach(object -> client.resource(object).delete());
    }

    private java.util.List<HasMetadata> load(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    private void applyFile(String resource) {
        try (var stream = DemoKubeSphere.class.getResourceAsStream(resource)) {
            apply(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KubernetesClient client() {
        return client;
    }

    String kubernetesUrl() {
        return kubernetes.url();
    }

    EchoUpstream upstream() {
        return upstream;
    }

    KsApiServer server() {
        return server;
    }

    HttpClient http() {
        return http;
    }

    /** An access token, logged in for once per user. */
    String token(String user) {
        return tokens.computeIfAbsent(
                user, name -> login(name, PASSWORD).json().path("access_token").asText());
    }

    Answer login(String user, String password) {
        return form("grant_type=password&client_id=kubesphere&client_secret=kubesphere&username=" + encoded(user)
                + "&password=" + encoded(password));
    }

    Answer form(String form) {
        return send(request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(60));
    }

    HttpRequest.Builder as(String user, String path) {
        return request(path).header("Authorization", "Bearer " + token(user));
    }

    Answer get(String user, String path) {
        return send(as(user, path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    record Answer(int code, Map<String, java.util.List<String>> headers, String body) {
        JsonNode json() {
            return tree(body);
        }

        /** The names in a list, in its order. */
        java.util.List<String> names() {
            return json().path("items").findValues("metadata").stream()
                    .map(metadata -> metadata.path("name").asText())
                    .toList();
        }
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        upstream.close();
        client.close();
        kubernetes.close();
    }
}
