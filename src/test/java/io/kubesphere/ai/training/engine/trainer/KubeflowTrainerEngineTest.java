package io.kubesphere.ai.training.engine.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.training.engine.Plans;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.kubesphere.ai.training.engine.TrainingEngineContract;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KubeflowTrainerEngineTest extends TrainingEngineContract {
    private static final String GROUP = "trainer.kubeflow.org";

    @Override
    protected TrainingEngine engine() {
        return new KubeflowTrainerEngine();
    }

    @Override
    protected JsonNode template(List<JsonNode> objects) {
        return objects.get(0).at("/spec/template/spec/replicatedJobs/0/template/spec/template");
    }

    /** The shape of Trainer's kinds without their schema; what Trainer makes of them only a cluster can tell. */
    @Override
    protected void install(KubernetesClient client) {
        for (var kind : List.of(TrainerObjects.RUNTIME, TrainerObjects.TRAIN_JOB)) {
            client.resource(definition(kind)).create();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.getApiResources(TrainerObjects.API_VERSION) != null
                            && client.getApiResources(TrainerObjects.API_VERSION).getResources().stream()
                                    .anyMatch(resource -> resource.getKind().equals(kind)));
        }
    }

    private static CustomResourceDefinition definition(String kind) {
        var singular = kind.toLowerCase(Locale.ROOT);
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(singular + "s." + GROUP)
                .endMetadata()
                .withNewSpec()
                .withGroup(GROUP)
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withListKind(kind + "List")
                .withPlural(singular + "s")
                .withSingular(singular)
                .endNames()
                .addNewVersion()
                .withName("v1alpha1")
                .withServed(true)
                .withStorage(true)
                .withNewSubresources()
                .withNewStatus()
                .endStatus()
                .endSubresources()
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    @Test
    void runtimeIsThereBeforeTheJobThatNamesIt() {
        assertThat(engine().desired(Plans.ordinary()))
                .extracting("kind")
                .containsExactly("TrainingRuntime", "TrainJob");
    }

    @Test
    void torchPluginSetsTheRendezvousSinceTheJobHasATrainer() {
        var job = engine().desired(Plans.with("{replicas: 2, resources: {limits: {nvidia.com/gpu: 8}}}"))
                .get(1);

        assertThat(job.toString()).contains("numNodes=2", "numProcPerNode=8");
    }

    @Test
    void expiredJobSetIsNeverMadeAnewSinceNoneExpires() {
        assertThat(engine().desired(Plans.ordinary()).toString()).doesNotContain("ttl");
    }

    @Test
    void podNamesFitOrTheRunIsRefused() {
        var fits = "a".repeat(48);

        assertThat(engine().unsupported(Plans.with("{name: " + fits + ", replicas: 10}")))
                .isEmpty();
        assertThat(engine().unsupported(Plans.with("{name: " + fits + ", replicas: 11}")))
                .hasSize(1);
        assertThat(engine().unsupported(Plans.with("name: 3d-unet")))
                .containsExactly("the name 3d-unet must begin with a letter");
    }
}
