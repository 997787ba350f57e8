package io.kubesphere.ai.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.testing.GoldenCase;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every engine promises, whatever objects it makes. */
public abstract class TrainingEngineContract {

    protected abstract TrainingEngine engine();

    /** The pod template among its objects. */
    protected abstract JsonNode template(List<JsonNode> objects);

    /** Makes the API server serve what the engine needs. */
    protected abstract void install(KubernetesClient client);

    private JsonNode main(RunPlan plan) {
        var objects = objects(plan);
        return objects.get(objects.size() - 1);
    }

    private List<JsonNode> objects(RunPlan plan) {
        return engine().desired(plan).stream()
                .map(object -> GoldenCase.convert(GoldenCase.YAML.valueToTree(object), JsonNode.class))
                .toList();
    }

    private PodTemplateSpec pods(RunPlan plan) {
        return GoldenCase.convert(template(objects(plan)), PodTemplateSpec.class);
    }

    private PodSpec pod(RunPlan plan) {
        return pods(plan).getSpec();
    }

    @Test
    void mainObjectIsTheLastAndIsCalledLikeTheRun() {
        var main = main(Plans.ordinary());

        assertThat(main.at("/apiVersion").asText()).isEqualTo(engine().api().apiVersion());
        assertThat(main.at("/kind").asText()).isEqualTo(engine().api().kind());
        assertThat(main.at("/metadata/name").asText()).isEqualTo("resnet");
    }

    @Test
    void samePlanGivesTheSameObjects() {
        assertThat(objects(Plans.ordinary())).isEqualTo(objects(Plans.ordinary()));
    }

    @Test
    void everyObjectBelongsToTheRunAndCanBeFoundByItsLabels() {
        var plan = Plans.ordinary();

        assertThat(engine().desired(plan)).allSatisfy(object -> {
            assertThat(object.getMetadata().getNamespace()).isEqualTo("vision");
            assertThat(object.getMetadata().getOwnerReferences()).containsExactly(plan.owner());
            assertThat(object.getMetadata().getLabels()).containsAllEntriesOf(plan.labels());
        });
        assertThat(pods(plan).getMetadata().getLabels()).containsAllEntriesOf(plan.labels());
        assertThat(pods(plan).getMetadata().getAnnotations()).containsAllEntriesOf(plan.annotations());
    }

    @Test
    void programRunsInTheContainerWhoseNameEveryoneKnows() {
        var plan = Plans.ordinary();
        var program = pod(plan).getContainers().get(0);

        assertThat(pod(plan).getContainers()).hasSize(1);
        assertThat(program.getName()).isEqualTo(TrainingEngine.PROGRAM);
        assertThat(program.getImage()).isEqualTo("registry.example.com/vision/train:1.4");
        assertThat(program.getCommand()).containsExactly("torchrun");
        assertThat(program.getArgs()).containsExactly("train.py", "--epochs=3");
        assertThat(program.getResources()).isEqualTo(plan.resources());
        assertThat(pods(plan).getMetadata().getAnnotations())
                .containsEntry("kubectl.kubernetes.io/default-container", TrainingEngine.PROGRAM);
    }

    @Test
    void workersNeverRestartInPlace() {
        assertThat(pod(Plans.ordinary()).getRestartPolicy()).isEqualTo("Never");
    }

    @Test
    void everyWorkerKnowsItsRankAndWhereRankZeroIs() {
        var variables = pod(Plans.with("replicas: 3")).getContainers().get(0).getEnv();

        assertThat(value(variables, "AIP_WORLD_SIZE").getValue()).isEqualTo("3");
        assertThat(value(variables, "MASTER_PORT").getValue()).isEqualTo("29500");
        assertThat(value(variables, "MASTER_ADDR").getValue()).matches("resnet(-node-0)?-0\\.resnet");
        for (var rank : List.of("AIP_RANK", "NODE_RANK", "RANK")) {
            assertThat(value(variables, rank).getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.annotations['batch.kubernetes.io/job-completion-index']");
        }
    }

    @Test
    void processesAreNotCountedWhereWorkersHaveSeveral() {
        var several = pod(Plans.with("{replicas: 3, resources: {limits: {nvidia.com/gpu: 2}}}"));
        var alone = pod(Plans.ordinary());

        for (var spec : List.of(several, alone)) {
            assertThat(spec.getContainers().get(0).getEnv())
                    .extracting(EnvVar::getName)
                    .doesNotContain("RANK", "WORLD_SIZE");
        }
    }

    @Test
    void variablesOfThePlanComeAfterThoseThatTheyMayReferTo() {
        var names = pod(Plans.ordinary()).getContainers().get(0).getEnv().stream()
                .map(EnvVar::getName)
                .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.indexOf("AIP_RUN")).isGreaterThan(names.indexOf("MASTER_ADDR"));
    }

    @Test
    void agentsStandAroundTheProgramAsThePlanHasThem() {
        var plan = Plans.with(
                """
                initContainers:
                  - {name: aip-prepare, image: a}
                  - {name: aip-collect, image: a, restartPolicy: Always}
                terminationGraceSeconds: 600
                """);

        assertThat(pod(plan).getInitContainers()).isEqualTo(plan.initContainers());
        assertThat(pod(plan).getTerminationGracePeriodSeconds()).isEqualTo(600);
    }

    @Test
    void queueStartsTheRunAndKnowsItsPriority() {
        var main = main(Plans.with("{queue: team-a, priority: high}"));

        assertThat(main.at("/metadata/labels/kueue.x-k8s.io~1queue-name").asText())
                .isEqualTo("team-a");
        assertThat(main.at("/metadata/labels/kueue.x-k8s.io~1priority-class").asText())
                .isEqualTo("high");
        assertThat(main.at("/spec/suspend").asBoolean()).isTrue();
        assertThat(pod(Plans.with("{queue: team-a, priority: high}")).getPriorityClassName())
                .isNull();
    }

    @Test
    void withoutQueueThePriorityIsThePodsAndNobodyHoldsTheRunBack() {
        var plan = Plans.with("priority: high");

        assertThat(pod(plan).getPriorityClassName()).isEqualTo("high");
        assertThat(main(plan).at("/spec/suspend").asBoolean()).isFalse();
        assertThat(main(plan).toString()).doesNotContain("kueue");
        assertThat(main(Plans.with("suspend: true")).at("/spec/suspend").asBoolean())
                .isTrue();
    }

    @Test
    void newObjectSaysNothing() {
        assertThat(engine().read(read(main(Plans.ordinary())))).isEqualTo(EngineProgress.NEW);
    }

    @Test
    void suspendedObjectSaysSo() {
        assertThat(engine().read(read(main(Plans.with("suspend: true")))).suspended())
                .isTrue();
    }

    @Test
    void serverTakesTheObjectsTwiceAndPausingKeepsTheTemplate() {
        withServer(client -> {
            Runnable apply = () ->
                    engine().desired(Plans.with("replicas: 2")).forEach(object -> apply(client, object, "ai-platform"));
            apply.run();
            var first = stored(client);
            apply.run();
            assertThat(stored(client).getMetadata().getResourceVersion())
                    .isEqualTo(first.getMetadata().getResourceVersion());

            apply(client, engine().suspension(first, true), "ai-platform-pause");

            var paused = stored(client);
            assertThat(engine().read(paused).suspended()).isTrue();
            assertThat(withoutSuspend(paused)).isEqualTo(withoutSuspend(first));
        });
    }

    @Test
    void pausingNeverTouchesAnotherObjectOfTheSameName() {
        withServer(client -> {
            engine().desired(Plans.ordinary()).forEach(object -> apply(client, object, "ai-platform"));
            var other = stored(client);
            other.getMetadata().setUid("00000000-0000-0000-0000-000000000000");

            assertThatThrownBy(() -> apply(client, engine().suspension(other, true), "ai-platform-pause"))
                    .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                            .isEqualTo(409));
            assertThat(engine().read(stored(client)).suspended()).isFalse();
        });
    }

    private static EnvVar value(List<EnvVar> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static GenericKubernetesResource read(JsonNode object) {
        return GoldenCase.convert(object, GenericKubernetesResource.class);
    }

    private void withServer(Consumer<KubernetesClient> test) {
        try (var server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC()));
                var client = client(server)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("vision")
                            .endMetadata()
                            .build())
                    .create();
            install(client);
            test.accept(client);
        }
    }

    private static KubernetesClient client(StandInApiServer server) {
        var config = new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(server.url())
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Without its owner, which is not there: the server would collect it as garbage. */
    private static void apply(KubernetesClient client, HasMetadata object, String manager) {
        object.getMetadata().setOwnerReferences(List.of());
        var unused =
                client.resource(object).fieldManager(manager).forceConflicts().serverSideApply();
    }

    private GenericKubernetesResource stored(KubernetesClient client) {
        return client.genericKubernetesResources(
                        engine().api().apiVersion(), engine().api().kind())
                .inNamespace("vision")
                .withName("resnet")
                .get();
    }

    private static JsonNode withoutSuspend(GenericKubernetesResource object) {
        var spec = GoldenCase.YAML.<JsonNode>valueToTree(object).at("/spec");
        return ((ObjectNode) spec).without("suspend");
    }
}
