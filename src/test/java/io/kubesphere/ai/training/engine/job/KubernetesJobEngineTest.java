package io.kubesphere.ai.training.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.training.engine.Plans;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.kubesphere.ai.training.engine.TrainingEngineContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesJobEngineTest extends TrainingEngineContract {

    @Override
    protected TrainingEngine engine() {
        return new KubernetesJobEngine();
    }

    @Override
    protected JsonNode template(List<JsonNode> objects) {
        return objects.get(objects.size() - 1).at("/spec/template");
    }

    @Override
    protected void install(KubernetesClient client) {
        // Every cluster has Jobs.
    }

    @Test
    void addressOfRankZeroIsServedBeforeItIsReady() {
        var objects = engine().desired(Plans.with("{name: 7b-finetune, replicas: 2}"));
        var service = objects.get(0);

        assertThat(service.getMetadata().getName()).isEqualTo("run-7b-finetune");
        assertThat(objects.get(1)).extracting("spec.template.spec.subdomain").isEqualTo("run-7b-finetune");
        assertThat(service).extracting("spec.publishNotReadyAddresses").isEqualTo(true);
    }

    @Test
    void workerThatHasNoOthersNeedsNoService() {
        var objects = engine().desired(Plans.ordinary());

        assertThat(objects).singleElement().extracting("kind").isEqualTo("Job");
        assertThat(objects.get(0)).extracting("spec.template.spec.subdomain").isNull();
    }

    @Test
    void hostNamesOfAllWorkersFit() {
        var name = "a".repeat(61);

        assertThat(engine().unsupported(Plans.with("{name: " + name + ", replicas: 10}")))
                .isEmpty();
        assertThat(engine().unsupported(Plans.with("{name: " + name + ", replicas: 11}")))
                .singleElement()
                .asString()
                .contains("at most 63 characters");
    }
}
