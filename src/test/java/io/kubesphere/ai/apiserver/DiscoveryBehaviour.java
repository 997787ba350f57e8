package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What clients ask before and beside objects: discovery, OpenAPI, tables, access reviews, health. */
interface DiscoveryBehaviour extends ServerUnderTest {

    String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    String METADATA = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    private Answer getAs(String path, String accept) {
        return api().send("GET", path, "", "", accept);
    }

    @Test
    default void groupsAndVersionsAreListed() {
        assertThat(api().get("/api").expecting(200).at("/versions/0").asText()).isEqualTo("v1");
        assertThat(api().get("/apis").expecting(200).findValuesAsText("name"))
                .contains("apps", "batch", "behaviour.example.com", "apiextensions.k8s.io");
        assertThat(api().get("/apis/batch")
                        .expecting(200)
                        .at("/preferredVersion/groupVersion")
                        .asText())
                .isEqualTo("batch/v1");
    }

    @Test
    default void resourcesOfAGroupAreListedWithTheirSubresources() {
        var resources = api().get("/apis/behaviour.example.com/v1").expecting(200);

        assertThat(resources.path("kind").asText()).isEqualTo("APIResourceList");
        assertThat(resources.path("resources").findValuesAsText("name"))
                .contains("widgets", "widgets/status", "widgets/scale");
        assertThat(resources.at("/resources/0/verbs").toString())
                .contains("list", "watch", "patch", "deletecollection");
    }

    @Test
    default void unknownPathIsNotFoundAsStatus() {
        assertThat(api().get("/apis/no.such.group/v1/things").code()).isEqualTo(404);
        assertThat(api().get("/api/v1/nothings").code()).isEqualTo(404);
    }

    @Test
    default void serverSaysItsVersionAndHealth() {
        assertThat(api().get("/version").expecting(200).path("gitVersion").asText())
                .startsWith("v1.");
        assertThat(api().get("/readyz").expecting(200).asText()).isEqualTo("ok");
        assertThat(api().get("/livez").expecting(200).asText()).isEqualTo("ok");
    }

    @Test
    default void openApiHasTheCustomKindWithItsFields() {
        var index = api().get("/openapi/v3").expecting(200);
        var url = index.at("/paths")
                .path("apis/behaviour.example.com/v1")
                .path("serverRelativeURL")
                .asText();

        var document = api().get(url).expecting(200);

        assertThat(document.toString()).contains("The colour the widget is painted in");
        assertThat(document.path("paths").has("/apis/behaviour.example.com/v1/namespaces/{namespace}/widgets/{name}"))
                .isTrue();
    }

    @Test
    default void tableHasTheColumnsOfTheDefinition() {
        api().post(api().widgets(), widget("w", "colour: red")).expecting(201);
        api().patch(
                        api().widgets() + "/w/status",
                        Api.MERGE,
                        "{status: {conditions: [{type: Other, status: 'False'}, {type: Ready, status: 'True'}]}}")
                .expecting(200);

        var table = getAs(api().widgets(), TABLE).expecting(200);

        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Colour", "Ready", "Age");
        var cells = table.at("/rows/0/cells");
        assertThat(cells.get(0).asText()).isEqualTo("w");
        assertThat(cells.get(1).asText()).isEqualTo("red");
        assertThat(cells.get(2).asText()).isEqualTo("True");
        assertThat(table.at("/rows/0/object/metadata/name").asText()).isEqualTo("w");
    }

    @Test
    default void tableOfPodsShowsReadyStatusAndRestarts() {
        api().post(api().core("pods"), pod("p")).expecting(201);

        var table = getAs(api().core("pods"), TABLE).expecting(200);

        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .startsWith("Name", "Ready", "Status", "Restarts", "Age");
        assertThat(table.at("/rows/0/cells/1").asText()).isEqualTo("0/1");
        assertThat(table.at("/rows/0/cells/2").asText()).isEqualTo("Pending");
    }

    @Test
    default void metadataAloneCanBeListed() {
        api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        var list = getAs(api().widgets(), METADATA).expecting(200);

        assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(list.at("/items/0/metadata/name").asText()).isEqualTo("w");
        assertThat(list.at("/items/0/spec").isMissingNode()).isTrue();
    }

    @Test
    default void unknownMediaTypeIsNotAcceptable() {
        assertThat(getAs(api().widgets(), "application/odd").code()).isEqualTo(406);
    }

    @Test
    default void adminMayDoEverything() {
        var review =
                yaml("{apiVersion: authorization.k8s.io/v1, kind: SelfSubjectAccessReview, spec: {resourceAttributes:"
                        + " {verb: delete, resource: pods, namespace: default}}}");

        var answer = api().post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)
                .expecting(201);

        assertThat(answer.at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    default void namespacesOfEveryClusterExist() {
        for (var name : new String[] {"default", "kube-system", "kube-node-lease"}) {
            var namespace = api().get("/api/v1/namespaces/" + name).expecting(200);
            assertThat(namespace.at("/status/phase").asText()).isEqualTo("Active");
            assertThat(namespace
                            .at("/metadata/labels")
                            .path("kubernetes.io/metadata.name")
                            .asText())
                    .isEqualTo(name);
        }
    }
}
