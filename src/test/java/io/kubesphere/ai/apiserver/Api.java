package io.kubesphere.ai.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Requests to the server under test, with bodies written as YAML flow text, within one namespace of the test's own. */
final class Api {

    static final String MERGE = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private final KubernetesClient client;
    private final String namespace;

    Api(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    String widgets() {
        return "/apis/behaviour.example.com/v1/namespaces/" + namespace + "/widgets";
    }

    String core(String plural) {
        return "/api/v1/namespaces/" + namespace + "/" + plural;
    }

    /** A widget with the spec's entries, such as {@code colour: red, replicas: 2}. */
    static ObjectNode widget(String name, String spec) {
        return yaml("{apiVersion: behaviour.example.com/v1, kind: Widget, metadata: {name: " + name + "}, spec: {"
                + spec + "}}");
    }

    static ObjectNode configMap(String name, String data) {
        return yaml("{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {" + data + "}}");
    }

    static ObjectNode pod(String name) {
        return yaml("{apiVersion: v1, kind: Pod, metadata: {name: " + name
                + "}, spec: {containers: [{name: main, image: 'busybox:1', env: [{name: A, value: '1'}]}]}}");
    }

    static ObjectNode yaml(String text) {
        return (ObjectNode) tree(text);
    }

    static JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path) {
        return send("GET", path, "", MissingNode.getInstance());
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, "application/json", body);
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, "application/json", body);
    }

    Answer patch(String path, String type, String yaml) {
        return send("PATCH", path, type, tree(yaml));
    }

    Answer patch(String path, String type, JsonNode body) {
        return send("PATCH", path, type, body);
    }

    /** Server-side apply by a manager; the path's query may hold more. */
    Answer apply(String path, String manager, JsonNode body) {
        var mark = path.contains("?") ? "&" : "?";
        return send("PATCH", path + mark + "fieldManager=" + manager, APPLY, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", MissingNode.getInstance());
    }

    Answer delete(String path, String options) {
        return send("DELETE", path, "application/json", yaml("{apiVersion: v1, kind: DeleteOptions, " + options + "}"));
    }

    Answer send(String method, String path, String contentType, JsonNode body) {
        var text = body.isMissingNode() ? "" : body.toString();
        return send(method, path, contentType, text, "application/json");
    }

    Answer send(String method, String path, String contentType, String body, String accept) {
        var type = contentType.isEmpty() ? "application/json" : contentType;
        var request = request(path)
                .method(method, type, body.isEmpty() ? null : body)
                .header("Accept", accept)
                .build();
        var response = client.getHttpClient().sendAsync(request, String.class);
        var answer = response.orTimeout(30, TimeUnit.SECONDS).join();
        return new Answer(answer.code(), parsed(answer.body()), answer.headers("Warning"));
    }

    HttpRequest.Builder request(String path) {
        var base = client.getConfiguration().getMasterUrl().replaceAll("/$", "");
        return client.getHttpClient().newHttpRequestBuilder().uri(base + path);
    }

    /** Plain text, as /readyz answers, comes as a text node. */
    private static JsonNode parsed(String text) {
        try {
            return text.startsWith("{")
                    ? JSON.readTree(text)
                    : JSON.getNodeFactory().textNode(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    Watched watch(String pathAndQuery) {
        return new Watched(this, pathAndQuery);
    }
}
