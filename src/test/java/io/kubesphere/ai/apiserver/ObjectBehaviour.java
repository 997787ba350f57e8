package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Creating, reading and replacing objects. */
interface ObjectBehaviour extends ServerUnderTest {

    @Test
    default void createdObjectGetsUidVersionTimeAndGeneration() {
        var created = api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        var metadata = created.path("metadata");
        assertThat(metadata.path("uid").asText()).hasSize(36);
        assertThat(metadata.path("resourceVersion").asText()).isNotEmpty();
        assertThat(metadata.path("creationTimestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(metadata.path("generation").asInt()).isEqualTo(1);
        assertThat(metadata.path("namespace").asText()).isEqualTo(api().namespace());
    }

    @Test
    default void whatWasCreatedIsReadBackAlike() {
        var created = api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        assertThat(api().get(api().widgets() + "/w").expecting(200)).isEqualTo(created);
    }

    @Test
    default void secondCreateOfANameIsRefusedAndNamesIt() {
        api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        var second = api().post(api().widgets(), widget("w", "colour: red")).refused(409, "AlreadyExists");

        assertThat(second.message()).isEqualTo("widgets.behaviour.example.com \"w\" already exists");
        assertThat(second.body().at("/details/name").asText()).isEqualTo("w");
        assertThat(second.body().at("/details/group").asText()).isEqualTo("behaviour.example.com");
        assertThat(second.body().at("/details/kind").asText()).isEqualTo("widgets");
    }

    @Test
    default void generateNameAppendsFiveCharacters() {
        var body = yaml("{apiVersion: v1, kind: ConfigMap, metadata: {generateName: some-}}");

        var first = api().post(api().core("configmaps"), body).expecting(201);
        var second = api().post(api().core("configmaps"), body).expecting(201);

        assertThat(first.at("/metadata/name").asText()).matches("some-[a-z0-9]{5}");
        assertThat(second.at("/metadata/name").asText())
                .isNotEqualTo(first.at("/metadata/name").asText());
    }

    @Test
    default void createWithoutAnyNameIsInvalid() {
        var body = yaml("{apiVersion: v1, kind: ConfigMap, metadata: {}}");

        var refused = api().post(api().core("configmaps"), body).refused(422, "Invalid");

        assertThat(refused.causeReason("metadata.name")).isEqualTo("FieldValueRequired");
    }

    @Test
    default void nameOutsideDns1123IsInvalid() {
        var refused =
                api().post(api().widgets(), widget("Not_A_Name", "colour: red")).refused(422, "Invalid");

        assertThat(refused.causeReason("metadata.name")).isEqualTo("FieldValueInvalid");
        assertThat(refused.message()).contains("lowercase RFC 1123 subdomain");
    }

    @Test
    default void labelWithABadValueIsInvalid() {
        var body = widget("w", "colour: red");
        body.withObject("/metadata/labels").put("a", "not a label value");

        var refused = api().post(api().widgets(), body).refused(422, "Invalid");

        assertThat(refused.causeFields()).contains("metadata.labels");
    }

    @Test
    default void createInAMissingNamespaceIsNotFound() {
        var path = "/api/v1/namespaces/no-such-namespace/configmaps";

        var refused = api().post(path, configMap("c", "a: b")).refused(404, "NotFound");

        assertThat(refused.message()).isEqualTo("namespaces \"no-such-namespace\" not found");
    }

    @Test
    default void bodyOfAnotherNamespaceIsRefused() {
        var body = configMap("c", "a: b");
        body.withObject("/metadata").put("namespace", "default");

        var refused = api().post(api().core("configmaps"), body).refused(400, "BadRequest");

        assertThat(refused.message()).contains("does not match the namespace");
    }

    @Test
    default void bodyOfAnotherKindIsRefused() {
        api().post(api().core("configmaps"), widget("w", "colour: red")).refused(400, "BadRequest");
    }

    @Test
    default void bodyThatIsNoJsonIsRefused() {
        api().send("POST", api().core("configmaps"), "application/json", "{\"kind\":", "application/json")
                .refused(400, "BadRequest");
    }

    @Test
    default void bodyOfAnotherMediaTypeIsUnsupported() {
        var body = configMap("c", "a: b").toString();

        api().send("POST", api().core("configmaps"), "text/plain", body, "application/json")
                .refused(415, "UnsupportedMediaType");
    }

    @Test
    default void yamlBodiesAreTaken() {
        var body = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: from-yaml\ndata:\n  a: b\n";

        var created = api().send("POST", api().core("configmaps"), "application/yaml", body, "application/json");

        assertThat(created.expecting(201).at("/data/a").asText()).isEqualTo("b");
    }

    @Test
    default void missingObjectIsNotFoundWithDetails() {
        var refused = api().get(api().widgets() + "/absent").refused(404, "NotFound");

        assertThat(refused.message()).isEqualTo("widgets.behaviour.example.com \"absent\" not found");
        assertThat(refused.body().at("/details/kind").asText()).isEqualTo("widgets");
    }

    @Test
    default void replaceWithAStaleVersionIsAConflict() {
        var first = (ObjectNode)
                api().post(api().widgets(), widget("w", "colour: red")).expecting(201);
        api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}").expecting(200);

        var refused = api().put(api().widgets() + "/w", first).refused(409, "Conflict");

        assertThat(refused.message()).contains("the object has been modified; please apply your changes to the latest");
    }

    @Test
    default void replaceOfACustomObjectNeedsItsVersion() {
        api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        var refused =
                api().put(api().widgets() + "/w", widget("w", "colour: blue")).refused(422, "Invalid");

        assertThat(refused.causeReason("metadata.resourceVersion")).isEqualTo("FieldValueInvalid");
    }

    @Test
    default void replaceOfABuiltInObjectDoesNotNeedItsVersion() {
        api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);

        var replaced = api().put(api().core("configmaps") + "/c", configMap("c", "a: c"))
                .expecting(200);

        assertThat(replaced.at("/data/a").asText()).isEqualTo("c");
    }

    @Test
    default void replaceUnderAnotherUidIsAConflict() {
        api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);
        var other = configMap("c", "a: c");
        other.withObject("/metadata").put("uid", "00000000-0000-0000-0000-000000000000");

        api().put(api().core("configmaps") + "/c", other).refused(409, "Conflict");
    }

    @Test
    default void replaceOfAMissingObjectIsNotFound() {
        api().put(api().core("configmaps") + "/absent", configMap("absent", "a: b"))
                .refused(404, "NotFound");
    }

    @Test
    default void replaceThatChangesNothingKeepsTheVersion() {
        var created = (ObjectNode)
                api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);

        var replaced = api().put(api().core("configmaps") + "/c", created);

        assertThat(replaced.version())
                .isEqualTo(created.at("/metadata/resourceVersion").asText());
    }

    @Test
    default void generationCountsChangesOfTheSpecOnly() {
        api().post(api().widgets(), widget("w", "colour: red")).expecting(201);

        var labelled = api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {labels: {a: b}}}")
                .expecting(200);
        var painted = api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}")
                .expecting(200);

        assertThat(labelled.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(painted.at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    default void serverKeepsWhatOnlyItMaySet() {
        var created = (ObjectNode)
                api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);
        var forged = created.deepCopy();
        forged.withObject("/metadata")
                .put("creationTimestamp", "2001-01-01T00:00:00Z")
                .put("generation", 77);

        var replaced = api().put(api().core("configmaps") + "/c", forged).expecting(200);

        assertThat(replaced.at("/metadata/creationTimestamp")).isEqualTo(created.at("/metadata/creationTimestamp"));
    }

    @Test
    default void dryRunAnswersLikeTheRealThingAndStoresNothing() {
        var dry = api().post(api().widgets() + "?dryRun=All", widget("w", "colour: red"))
                .expecting(201);

        assertThat(dry.at("/spec/replicas").asInt()).isEqualTo(1);
        api().get(api().widgets() + "/w").refused(404, "NotFound");
    }

    @Test
    default void dryRunOfAChangeLeavesTheObject() {
        var created = api().post(api().widgets(), widget("w", "colour: red"));

        var dry = api().patch(api().widgets() + "/w?dryRun=All", Api.MERGE, "{spec: {colour: blue}}")
                .expecting(200);

        assertThat(dry.at("/spec/colour").asText()).isEqualTo("blue");
        assertThat(api().get(api().widgets() + "/w").version()).isEqualTo(created.version());
    }
}
