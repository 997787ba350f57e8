package io.kubesphere.ai.training.control;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.store.RunStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a submission that was interrupted, done twice at once, or met by what somebody else has made. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
class SubmissionFaultsTest {
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            Secret.class, PersistentVolumeClaim.class, io.fabric8.kubernetes.api.model.Service.class, Job.class);

    @Inject
    KubernetesClient client;

    @Inject
    KubeObjects objects;

    @Inject
    JobResolver resolver;

    @Inject
    JobInputs inputs;

    @Inject
    RunPlanner planner;

    @Inject
    Engines engines;

    @Inject
    JobObservations observations;

    @Inject
    JobReport report;

    @Inject
    RunStore runs;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void deathBetweenAnyTwoWritesIsMadeGoodByTheNextPass(int writes) {
        var job = heldBack("killed-" + writes);
        var dying = new InterruptedObjects(objects, writes);
        assertThatThrownBy(() -> start(dying).begin(job)).isInstanceOf(InterruptedObjects.Death.class);
        assertThat(made(job)).hasSize(writes);

        start(objects).begin(job);

        assertThat(made(job)).hasSize(KINDS.size());
        assertThat(records(job)).isEqualTo(1);
    }

    @Test
    void deathBeforeTheStatusIsWrittenMakesNothingTwice() {
        var job = heldBack("killed-late");
        start(objects).begin(job);
        var before = made(job);

        start(objects).begin(job);

        assertThat(made(job)).isEqualTo(before);
        assertThat(records(job)).isEqualTo(1);
    }

    @Test
    void twoReplicasThatStartOneJobMakeItOnce() throws InterruptedException {
        var job = heldBack("contended");
        var pool = Executors.newFixedThreadPool(4);
        try {
            var starts = IntStream.range(0, 4)
                    .mapToObj(replica -> (Callable<Step>) () -> start(objects).begin(job))
                    .toList();
            var uids = pool.invokeAll(starts).stream()
                    .map(SubmissionFaultsTest::uidOfMade)
                    .collect(Collectors.toSet());
            assertThat(uids).hasSize(1);
        } finally {
            pool.shutdown();
        }

        assertThat(made(job)).hasSize(KINDS.size());
        assertThat(records(job)).isEqualTo(1);
    }

    private static String uidOfMade(Future<Step> step) {
        try {
            return step.get().status().engineMade().orElseThrow().uid();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void jobOfSomebodyElseIsNeverTouched() {
        var theirs = client.resource(new JobBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("squat")
                        .endMetadata()
                        .withNewSpec()
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("own")
                        .withImage("own:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();

        refusedBecauseOf("squat", theirs);
    }

    @Test
    void serviceOfSomebodyElseIsNeverTouched() {
        var theirs = client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("frontend")
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "frontend"))
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();

        refusedBecauseOf("frontend", theirs);
    }

    @Test
    void secretOfSomebodyElseIsNeverTouched() {
        var theirs = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("login-run")
                        .endMetadata()
                        .addToData("password", "c2VjcmV0")
                        .build())
                .create();

        refusedBecauseOf("login", theirs);
    }

    @Test
    void secretOfAnEarlierJobOfThisNameIsNotUsed() {
        var job = heldBack("heir");
        var left = client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("vision")
                        .withName("heir-run")
                        .addNewOwnerReference()
                        .withApiVersion(job.getApiVersion())
                        .withKind(job.getKind())
                        .withName("heir")
                        .withUid("11111111-2222-3333-4444-555555555555")
                        .withController(true)
                        .endOwnerReference()
                        .withFinalizers("example.org/not-yet")
                        .endMetadata()
                        .addToData("password", "c2VjcmV0")
                        .build())
                .create();
        assertThatThrownBy(() -> start(objects).begin(job)).hasMessageContaining("is being removed");
        assertThat(made(job)).isEmpty();

        client.resource(left).delete();
        client.secrets().inNamespace("vision").withName("heir-run").edit(secret -> new SecretBuilder(secret)
                .editMetadata()
                .withFinalizers()
                .endMetadata()
                .build());
        start(objects).begin(job);

        assertThat(made(job)).hasSize(KINDS.size());
    }

    private void refusedBecauseOf(String name, HasMetadata theirs) {
        submit(name, "{\"container\":{\"image\":\"busybox:1\"},\"workers\":{\"replicas\":2}}")
                .then()
                .statusCode(201);

        eventually(() -> given().get(JOBS + "/" + name)
                .then()
                .body("status.message", containsString("does not belong to this job"))
                .body("status.engineObject", equalTo(null)));
        assertThat(client.resource(theirs).get().getMetadata()).isEqualTo(theirs.getMetadata());
    }

    @Test
    void nameOfADeletedJobIsFreeAtOnce() {
        submit("reborn", "{\"container\":{\"image\":\"busybox:1\"}}").then().statusCode(201);
        eventually(() -> given().get(JOBS + "/reborn").then().body("status.engineObject.name", equalTo("reborn")));
        given().delete(JOBS + "/reborn").then().statusCode(204);
        eventually(() -> given().get(JOBS + "/reborn").then().statusCode(404));

        submit("reborn", "{\"container\":{\"image\":\"busybox:1\"}}").then().statusCode(201);

        eventually(() -> given().get(JOBS + "/reborn").then().body("status.engineObject.name", equalTo("reborn")));
        assertThat(records("reborn")).isEqualTo(2);
    }

    /** A job that the service's own reconciler leaves alone, since it is paused there, as it looks when it is not. */
    private TrainingJob heldBack(String name) {
        submit(
                        name,
                        "{\"container\":{\"image\":\"busybox:1\"},\"workers\":{\"replicas\":2},\"checkpoint\":{},\"suspend\":true}")
                .then()
                .statusCode(201);
        awaitReason(name, "PausedByUser");
        var paused = client.resources(TrainingJob.class)
                .inNamespace("vision")
                .withName(name)
                .get();
        var text = Serialization.asJson(paused).replace("\"suspend\":true", "\"suspend\":false");
        return Serialization.unmarshal(text, TrainingJob.class);
    }

    private JobStart start(KubeObjects cluster) {
        return new JobStart(resolver, inputs, planner, new EngineChoice(engines, cluster), observations, report);
    }

    /** Kind, uid and version of all that was made for the job. */
    private List<String> made(TrainingJob job) {
        return KINDS.stream()
                .flatMap(kind -> client
                        .resources(kind)
                        .inNamespace("vision")
                        .withLabel(Labels.RUN_UID, job.getMetadata().getUid())
                        .list()
                        .getItems()
                        .stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getUid() + " "
                        + object.getMetadata().getResourceVersion())
                .toList();
    }

    private long records(TrainingJob job) {
        return records(job.getMetadata().getName());
    }

    private long records(String name) {
        return runs.page(new Condition("namespace = 'vision' AND name = :job", Map.of("job", name)), ListQuery.ALL)
                .totalItems();
    }
}
