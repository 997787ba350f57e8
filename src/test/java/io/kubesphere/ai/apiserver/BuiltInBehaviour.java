package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.tree;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What single built-in kinds do, as far as the product relies on it. */
interface BuiltInBehaviour extends ServerUnderTest {

    private String jobs() {
        return "/apis/batch/v1/namespaces/" + api().namespace() + "/jobs";
    }

    private static ObjectNode job() {
        return yaml(
                "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {restartPolicy: Never,"
                        + " containers: [{name: main, image: 'busybox:1'}]}}}}");
    }

    @Test
    default void stringDataOfASecretBecomesData() {
        var secret = yaml("{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {word: hello}}");

        var created = api().post(api().core("secrets"), secret).expecting(201);

        assertThat(created.path("data")).isEqualTo(tree("{word: aGVsbG8=}"));
        assertThat(created.has("stringData")).isFalse();
        assertThat(created.path("type").asText()).isEqualTo("Opaque");
    }

    @Test
    default void newPodIsPendingWithItsDefaults() {
        var created = api().post(api().core("pods"), pod("p")).expecting(201);

        assertThat(created.at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(created.at("/status/qosClass").asText()).isEqualTo("BestEffort");
        assertThat(created.at("/spec/restartPolicy").asText()).isEqualTo("Always");
        assertThat(created.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(created.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo("IfNotPresent");
    }

    @Test
    default void podWithoutContainersIsInvalid() {
        var body = yaml("{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: []}}");

        var refused = api().post(api().core("pods"), body).refused(422, "Invalid");

        assertThat(refused.causeReason("spec.containers")).isEqualTo("FieldValueRequired");
    }

    @Test
    default void specOfAPodIsFixed() {
        api().post(api().core("pods"), pod("p")).expecting(201);

        var refused = api().patch(api().core("pods") + "/p", Api.MERGE, "{spec: {restartPolicy: Never}}")
                .refused(422, "Invalid");

        assertThat(refused.message()).contains("pod updates may not change fields other than");
    }

    @Test
    default void imageOfAPodMayChange() {
        api().post(api().core("pods"), pod("p")).expecting(201);

        var patched = api().patch(
                        api().core("pods") + "/p",
                        Api.STRATEGIC,
                        "{spec: {containers: [{name: main, image: 'busybox:2'}]}}");

        assertThat(patched.expecting(200).at("/spec/containers/0/image").asText())
                .isEqualTo("busybox:2");
    }

    @Test
    default void newJobGetsDefaultsSelectorAndLabels() {
        var created = api().post(jobs(), job()).expecting(201);

        var uid = created.at("/metadata/uid").asText();
        var spec = created.path("spec");
        assertThat(spec.path("parallelism").asInt()).isEqualTo(1);
        assertThat(spec.path("completions").asInt()).isEqualTo(1);
        assertThat(spec.path("backoffLimit").asInt()).isEqualTo(6);
        assertThat(spec.path("completionMode").asText()).isEqualTo("NonIndexed");
        assertThat(spec.path("suspend").asBoolean(true)).isFalse();
        assertThat(spec.at("/selector/matchLabels")
                        .path("batch.kubernetes.io/controller-uid")
                        .asText())
                .isEqualTo(uid);
        var labels = spec.at("/template/metadata/labels");
        assertThat(labels.path("batch.kubernetes.io/job-name").asText()).isEqualTo("j");
        assertThat(labels.path("job-name").asText()).isEqualTo("j");
        assertThat(labels.path("controller-uid").asText()).isEqualTo(uid);
        assertThat(created.at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    default void templateOfAJobIsFixed() {
        api().post(jobs(), job()).expecting(201);

        var refused = api().patch(
                        jobs() + "/j",
                        Api.STRATEGIC,
                        "{spec: {template: {spec: {containers: [{name: main, image: 'busybox:2'}]}}}}")
                .refused(422, "Invalid");

        assertThat(refused.causeFields()).contains("spec.template");
        assertThat(refused.message()).contains("field is immutable");
    }

    @Test
    default void jobMayBeSuspendedAndResumed() {
        api().post(jobs(), job()).expecting(201);

        assertThat(api().patch(jobs() + "/j", Api.MERGE, "{spec: {suspend: true}}")
                        .expecting(200)
                        .at("/metadata/generation")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    default void jobWhosePodsAlwaysRestartIsInvalid() {
        var body = job();
        body.withObject("/spec/template/spec").put("restartPolicy", "Always");

        var refused = api().post(jobs(), body).refused(422, "Invalid");

        assertThat(refused.causeFields()).contains("spec.template.spec.restartPolicy");
    }

    @Test
    default void indexedJobNeedsCompletions() {
        var body = job();
        body.withObject("/spec").put("completionMode", "Indexed").put("parallelism", 2);

        var refused = api().post(jobs(), body).refused(422, "Invalid");

        assertThat(refused.causeReason("spec.completions")).isEqualTo("FieldValueRequired");
    }

    @Test
    default void applyMergesContainersByName() {
        var body = job();
        api().apply(jobs() + "/j", "one", body).expecting(201);

        var same = api().apply(jobs() + "/j", "one", body);

        assertThat(same.expecting(200).at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(same.body()
                        .at("/metadata/managedFields/0/fieldsV1/f:spec/f:template/f:spec/f:containers")
                        .has("k:{\"name\":\"main\"}"))
                .isTrue();
    }

    @Test
    default void newServiceIsAClusterIpWithPorts() {
        var service = yaml(
                "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {selector: {a: b}, ports: [{port: 80}]}}");

        var spec = api().post(api().core("services"), service).expecting(201).path("spec");

        assertThat(spec.path("type").asText()).isEqualTo("ClusterIP");
        assertThat(spec.path("clusterIP").asText()).isNotEmpty();
        assertThat(spec.at("/ports/0/protocol").asText()).isEqualTo("TCP");
        assertThat(spec.at("/ports/0/targetPort").asInt()).isEqualTo(80);
    }

    @Test
    default void headlessServiceHasNoAddress() {
        var service =
                yaml("{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: None, selector: {a: b}}}");

        var spec = api().post(api().core("services"), service).expecting(201).path("spec");

        assertThat(spec.path("clusterIP").asText()).isEqualTo("None");
    }

    @Test
    default void newClaimIsPending() {
        var claim = yaml("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {accessModes:"
                + " [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}");

        var created = api().post(api().core("persistentvolumeclaims"), claim).expecting(201);

        assertThat(created.at("/status/phase").asText()).isEqualTo("Pending");
        assertThat(created.at("/spec/volumeMode").asText()).isEqualTo("Filesystem");
    }

    @Test
    default void eventsAreTheSameInBothGroups() {
        var event = yaml("{apiVersion: v1, kind: Event, metadata: {name: e}, type: Normal, reason: Why, message: words,"
                + " involvedObject: {kind: Pod, name: p, namespace: " + api().namespace() + "}}");
        api().post(api().core("events"), event).expecting(201);

        var path = "/apis/events.k8s.io/v1/namespaces/" + api().namespace() + "/events/e";
        var other = api().get(path).expecting(200);

        assertThat(other.path("note").asText()).isEqualTo("words");
        assertThat(other.at("/regarding/name").asText()).isEqualTo("p");
        assertThat(other.path("apiVersion").asText()).isEqualTo("events.k8s.io/v1");
    }

    @Test
    default void unknownFieldOfABuiltInKindIsRefusedStrictly() {
        var body = pod("p");
        body.withObject("/spec").put("containerz", "x");

        var refused =
                api().post(api().core("pods") + "?fieldValidation=Strict", body).refused(400, "BadRequest");

        assertThat(refused.message()).contains("unknown field \"spec.containerz\"");
    }

    @Test
    default void unknownFieldOfABuiltInKindIsDropped() {
        var body = pod("p");
        body.withObject("/spec").put("containerz", "x");

        var created = api().post(api().core("pods"), body);

        assertThat(created.expecting(201).at("/spec/containerz").isMissingNode())
                .isTrue();
        assertThat(String.join(" ", created.warnings())).contains("spec.containerz");
    }
}
