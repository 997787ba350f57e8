package io.kubesphere.ai.training;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Calls the service as the containers of one run do: its program by the token in the Secret, ours by the pod's token. */
public record PlayedAgent(KubernetesClient client, String namespace, String job) {

    /** As our own containers call; the run must have a pod. */
    public RequestSpecification given() {
        return bearing(podToken());
    }

    /** As the user's program calls. */
    public RequestSpecification program() {
        return bearing(secret("token"));
    }

    /** What the kubelet would put into our containers. */
    public String podToken() {
        var pod = client.pods()
                .inNamespace(namespace)
                .withLabel("ai.kubesphere.io/run", job)
                .list()
                .getItems()
                .get(0);
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withAudiences("ai.kubesphere.io")
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build();
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("default")
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private static RequestSpecification bearing(String token) {
        return RestAssured.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .header("Authorization", "Bearer " + token);
    }

    /** What the run's Secret holds under this key. */
    public String secret(String key) {
        var secret =
                client.secrets().inNamespace(namespace).withName(job + "-run").get();
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    /** As the program reports a metric by MLflow's client, for the run of this uid. */
    public Response report(String uid, String metric, double value) {
        return program()
                .contentType("application/json")
                .body("{\"run_id\":\"%s\",\"key\":\"%s\",\"value\":%s,\"timestamp\":1,\"step\":1}"
                        .formatted(uid.replace("-", ""), metric, value))
                .post("/mlflow/api/2.0/mlflow/runs/log-metric");
    }

    /** Stores an output of one file; answers the first refusal, or what the commit said. */
    public Response store(String output, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = Digest.of(bytes);
        var stored = given().contentType("application/octet-stream")
                .body(bytes)
                .put("/workload/v1/outputs/blobs/" + digest.toString().substring("sha256:".length()));
        if (stored.statusCode() != 201) {
            return stored;
        }
        var manifest = new Manifest(List.of(new Manifest.File("model.bin", bytes.length, digest.toString())));
        return given().contentType("application/x-ndjson").body(manifest.text()).post("/workload/v1/outputs/" + output);
    }
}
