package io.kubesphere.ai.apiserver;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The whole suite: a subclass says which server it is about. */
abstract class ApiServerBehaviour
        implements ObjectBehaviour,
                SubresourceBehaviour,
                DeletionBehaviour,
                OwnerBehaviour,
                SchemaBehaviour,
                RuleBehaviour,
                DefinitionBehaviour,
                SelectorBehaviour,
                PagingBehaviour,
                WatchBehaviour,
                PatchBehaviour,
                ApplyBehaviour,
                ApplyListBehaviour,
                BuiltInBehaviour,
                DiscoveryBehaviour,
                KindsBehaviour {

    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private Api api;

    /** A client with all rights on the server. */
    abstract KubernetesClient client();

    @Override
    public Api api() {
        return api;
    }

    @BeforeEach
    void prepare() {
        var name = "behaviour-" + UUID.randomUUID().toString().substring(0, 8);
        api = new Api(client(), name);
        install(Api.tree(resource("widgets.yaml")));
        api.post("/api/v1/namespaces", Api.yaml("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}"))
                .expecting(201);
    }

    private void install(JsonNode definition) {
        var path = DEFINITIONS + "/" + definition.at("/metadata/name").asText();
        if (api.get(path).code() == 404) {
            api.post(DEFINITIONS, definition).expecting(201);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get(api.widgets()).code() == 200);
    }

    @AfterEach
    void cleanUp() {
        api.delete("/api/v1/namespaces/" + api.namespace());
    }

    static String resource(String name) {
        try (var stream = ApiServerBehaviour.class.getResourceAsStream("/apiserver/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
