package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NeedsRealCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A new version of the service on a cluster that has the definitions of an older one. Helm leaves definitions as they are, so
 * it is the service that brings them up to date.
 */
@Tag("service-process")
@NeedsRealCluster
class UpgradeTest {
    private static final String DEFINITION = "trainingjobs.ai.kubesphere.io";

    private static final String YOUNGER_KIND = "datasets.ai.kubesphere.io";

    /** Younger than the older version. */
    private static final String FIELD = "ttlSecondsAfterFinished";

    private InstalledService service;

    @BeforeEach
    void install() {
        service = new InstalledService();
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void olderDefinitionIsBroughtUpToDateAndItsObjectsStay() throws Exception {
        var admin = service.admin();
        older(admin);
        var name = RealJobs.name("older");
        var made = create(admin, name);
        assertThat(made.at("/spec").has(FIELD))
                .as("the older definition drops it")
                .isFalse();

        service.start();

        eventually(
                () -> assertThat(properties(read(admin, DEFINITION)).has(FIELD)).isTrue());
        given().get(ROOT + "/namespaces/vision/datasets").then().statusCode(200);
        eventually(() -> given().get(JOBS + "/" + name)
                .then()
                .statusCode(200)
                .body("metadata.uid", equalTo(made.at("/metadata/uid").asText())));
        var younger = RealJobs.name("younger");
        RealJobs.submitted(younger, RealJobs.spec(RealJobs.patient(), 1, "\"" + FIELD + "\":60"));
        given().get(ROOT + "/namespaces/vision/trainingjobs/" + younger).then().body("spec." + FIELD, equalTo(60));
        RealJobs.delete(name);
        RealJobs.delete(younger);
    }

    /** One kind is missing, and another lacks a field. */
    private static void older(KubernetesClient admin) {
        admin.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + YOUNGER_KIND, "DELETE", null);
        eventually(
                () -> assertThat(admin.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + YOUNGER_KIND))
                        .isNull());
        var definition = read(admin, DEFINITION);
        properties(definition).remove(FIELD);
        ((ObjectNode) definition.at("/metadata")).remove("managedFields");
        admin.raw(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + DEFINITION, "PUT", definition.toString());
        eventually(
                () -> assertThat(properties(read(admin, DEFINITION)).has(FIELD)).isFalse());
    }

    private static JsonNode create(KubernetesClient admin, String name) {
        var job =
                """
                {"apiVersion": "ai.kubesphere.io/v1alpha1", "kind": "TrainingJob", "metadata": {"name": "%s"}, "spec": %s}
                """
                        .formatted(
                                name, RealJobs.spec(RealJobs.patient(), 1, "\"suspend\":true", "\"" + FIELD + "\":60"));
        return RealCluster.json(
                admin.raw("/apis/ai.kubesphere.io/v1alpha1/namespaces/vision/trainingjobs", "POST", job));
    }

    private static ObjectNode read(KubernetesClient admin, String definition) {
        return (ObjectNode)
                RealCluster.json(admin.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + definition));
    }

    private static ObjectNode properties(JsonNode definition) {
        return (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties");
    }
}
