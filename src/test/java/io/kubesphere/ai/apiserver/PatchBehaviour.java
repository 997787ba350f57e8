package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.tree;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

/** JSON patch, merge patch and strategic merge patch. */
interface PatchBehaviour extends ServerUnderTest {

    private String made(String spec) {
        api().post(api().widgets(), widget("w", spec)).expecting(201);
        return api().widgets() + "/w";
    }

    private String deployed() {
        var deployment =
                yaml("{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels:"
                        + " {a: b}}, template: {metadata: {labels: {a: b}}}}}");
        deployment.withObject("/spec/template").set("spec", pod("x").path("spec"));
        var path = "/apis/apps/v1/namespaces/" + api().namespace() + "/deployments";
        api().post(path, deployment).expecting(201);
        return path + "/d";
    }

    private static JsonNode containers(Answer answer) {
        return answer.expecting(200).at("/spec/template/spec/containers");
    }

    @Test
    default void mergePatchSetsAddsAndRemoves() {
        var path = made("colour: red, args: [a, b], settings: {x: '1', z: '3'}");

        var spec = api().patch(path, Api.MERGE, "{spec: {args: [c], settings: {x: null, y: '2'}}}")
                .expecting(200);

        assertThat(spec.at("/spec/args")).isEqualTo(tree("[c]"));
        assertThat(spec.at("/spec/settings")).isEqualTo(tree("{z: '3', y: '2'}"));
        assertThat(spec.at("/spec/colour").asText()).isEqualTo("red");
    }

    @Test
    default void mergePatchWithAStaleVersionIsAConflict() {
        var created = api().post(api().widgets(), widget("w", "colour: red"));
        api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}").expecting(200);

        api().patch(
                        api().widgets() + "/w",
                        Api.MERGE,
                        "{metadata: {resourceVersion: '" + created.version() + "'}, spec: {colour: green}}")
                .refused(409, "Conflict");
    }

    @Test
    default void jsonPatchDoesItsOperationsInOrder() {
        var path = made("colour: red, args: [a, b]");

        var patched = api().patch(
                        path,
                        Api.JSON_PATCH,
                        "[{op: test, path: /spec/colour, value: red}, {op: replace, path: /spec/colour, value: blue},"
                                + " {op: add, path: /spec/args/-, value: c}, {op: remove, path: /spec/args/0}]");

        assertThat(patched.expecting(200).at("/spec/args")).isEqualTo(tree("[b, c]"));
        assertThat(patched.body().at("/spec/colour").asText()).isEqualTo("blue");
    }

    @Test
    default void failingTestOperationChangesNothing() {
        var path = made("colour: red");

        var refused = api().patch(
                        path,
                        Api.JSON_PATCH,
                        "[{op: replace, path: /spec/colour, value: blue}, {op: test, path: /spec/replicas, value: 99}]");

        refused.refused(422, "Invalid");
        assertThat(api().get(path).body().at("/spec/colour").asText()).isEqualTo("red");
    }

    @Test
    default void patchOfAMissingObjectIsNotFound() {
        api().patch(api().widgets() + "/absent", Api.MERGE, "{spec: {colour: red}}")
                .refused(404, "NotFound");
    }

    @Test
    default void patchOfAnUnknownTypeIsUnsupported() {
        var path = made("colour: red");

        var answer = api().send("PATCH", path, "application/vnd.odd+json", "{}", "application/json");

        answer.refused(415, "UnsupportedMediaType");
    }

    @Test
    default void customKindsHaveNoStrategicMerge() {
        var path = made("colour: red");

        api().patch(path, Api.STRATEGIC, "{spec: {colour: blue}}").refused(415, "UnsupportedMediaType");
    }

    @Test
    default void strategicMergeFindsContainersByName() {
        var path = deployed();

        var patched = containers(api().patch(
                        path,
                        Api.STRATEGIC,
                        "{spec: {template: {spec: {containers: [{name: main, image: 'busybox:2', env: [{name: B, value: '2'}]},"
                                + " {name: side, image: 'side:1'}]}}}}"));

        assertThat(patched.findValuesAsText("image")).containsExactlyInAnyOrder("busybox:2", "side:1");
        var env = container(patched, "main").path("env");
        assertThat(env.findValuesAsText("name")).containsExactlyInAnyOrder("A", "B");
    }

    private static JsonNode container(JsonNode containers, String name) {
        for (var container : containers) {
            if (container.path("name").asText().equals(name)) {
                return container;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    default void strategicMergeDeletesByDirective() {
        var path = deployed();
        api().patch(path, Api.STRATEGIC, "{spec: {template: {spec: {containers: [{name: side, image: 'side:1'}]}}}}")
                .expecting(200);

        var patched = containers(api().patch(
                        path,
                        Api.STRATEGIC,
                        "{spec: {template: {spec: {containers: [{name: side, $patch: delete}]}}}}"));

        assertThat(patched.findValuesAsText("image")).containsExactly("busybox:1");
    }

    @Test
    default void strategicMergeReplacesByDirective() {
        var path = deployed();

        var patched = containers(
                api().patch(
                                path,
                                Api.STRATEGIC,
                                "{spec: {template: {spec: {containers: [{$patch: replace}, {name: only, image: 'only:1'}]}}}}"));

        assertThat(patched.findValuesAsText("image")).containsExactly("only:1");
    }

    @Test
    default void strategicMergeAddsFinalizersAndDeletesThemByDirective() {
        api().post(api().core("configmaps"), Api.configMap("c", "a: b")).expecting(201);
        var path = api().core("configmaps") + "/c";
        api().patch(path, Api.STRATEGIC, "{metadata: {finalizers: [example.com/a]}}")
                .expecting(200);
        api().patch(path, Api.STRATEGIC, "{metadata: {finalizers: [example.com/b]}}")
                .expecting(200);

        var patched =
                api().patch(path, Api.STRATEGIC, "{metadata: {$deleteFromPrimitiveList/finalizers: [example.com/a]}}");

        assertThat(patched.expecting(200).at("/metadata/finalizers")).isEqualTo(tree("[example.com/b]"));
        api().patch(path, Api.MERGE, "{metadata: {finalizers: null}}").expecting(200);
    }

    @Test
    default void strategicMergeRemovesByNull() {
        api().post(api().core("configmaps"), Api.configMap("c", "a: b, c: d")).expecting(201);

        var patched = api().patch(api().core("configmaps") + "/c", Api.STRATEGIC, "{data: {a: null}}")
                .expecting(200);

        assertThat(patched.path("data")).isEqualTo(tree("{c: d}"));
    }
}
