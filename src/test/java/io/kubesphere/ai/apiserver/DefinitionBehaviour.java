package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Custom resource definitions themselves. */
interface DefinitionBehaviour extends ServerUnderTest {

    String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /** A cluster-scoped kind whose group belongs to this test, with one property of the given schema. */
    private ObjectNode definition(String property) {
        var group = api().namespace() + ".example.com";
        return Api.yaml(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.%1$s}
                spec:
                  group: %1$s
                  scope: Cluster
                  names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gd]}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties: {spec: {type: object, properties: {field: %2$s}}}
                """
                        .formatted(group, property));
    }

    private String path() {
        return DEFINITIONS + "/gadgets." + api().namespace() + ".example.com";
    }

    private String gadgets() {
        return "/apis/" + api().namespace() + ".example.com/v1/gadgets";
    }

    private void established() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api().get(gadgets()).code()).isEqualTo(200));
    }

    @Test
    default void newDefinitionIsEstablishedAndServed() {
        api().post(DEFINITIONS, definition("{type: string}")).expecting(201);

        established();
        var status = api().get(path()).expecting(200).path("status");
        assertThat(status.path("conditions").toString()).contains("Established").contains("NamesAccepted");
        assertThat(status.at("/acceptedNames/kind").asText()).isEqualTo("Gadget");
        assertThat(status.at("/storedVersions/0").asText()).isEqualTo("v1");
        api().delete(path()).expecting(200);
    }

    @Test
    default void newKindAppearsInDiscovery() {
        api().post(DEFINITIONS, definition("{type: string}")).expecting(201);
        established();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var resources =
                    api().get("/apis/" + api().namespace() + ".example.com/v1").expecting(200);
            assertThat(resources.at("/resources/0/name").asText()).isEqualTo("gadgets");
            assertThat(resources.at("/resources/0/namespaced").asBoolean()).isFalse();
            assertThat(resources.at("/resources/0/shortNames/0").asText()).isEqualTo("gd");
        });
        api().delete(path()).expecting(200);
    }

    @Test
    default void changedSchemaHoldsForTheNextWrite() {
        api().post(DEFINITIONS, definition("{type: string}")).expecting(201);
        established();
        var gadget = Api.yaml("{apiVersion: " + api().namespace()
                + ".example.com/v1, kind: Gadget, metadata: {generateName: g-}, spec: {field: abc}}");
        api().post(gadgets(), gadget).expecting(201);

        var stricter =
                "[{op: add, path: /spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/field/maxLength,"
                        + " value: 2}]";
        api().patch(path(), Api.JSON_PATCH, stricter).expecting(200);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(api().post(gadgets(), gadget).code()).isEqualTo(422));
        api().delete(path()).expecting(200);
    }

    @Test
    default void deletedDefinitionTakesItsObjectsAlong() {
        api().post(DEFINITIONS, definition("{type: string}")).expecting(201);
        established();
        var gadget =
                Api.yaml("{apiVersion: " + api().namespace() + ".example.com/v1, kind: Gadget, metadata: {name: g}}");
        api().post(gadgets(), gadget).expecting(201);

        api().delete(path()).expecting(200);

        eventuallyGone(path());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(api().get(gadgets()).code()).isEqualTo(404));
    }

    @Test
    default void definitionNeedsTheNameOfItsPluralAndGroup() {
        var body = definition("{type: string}");
        body.withObject("/metadata").put("name", "other." + api().namespace() + ".example.com");

        var refused = api().post(DEFINITIONS, body).refused(422, "Invalid");

        assertThat(refused.causeReason("metadata.name")).isEqualTo("FieldValueInvalid");
    }

    @Test
    default void schemaWithoutTypesIsNotStructural() {
        var refused =
                api().post(DEFINITIONS, definition("{description: no type}")).refused(422, "Invalid");

        assertThat(refused.message()).contains("must not be empty for specified object fields");
    }

    @Test
    default void ruleOverAnUndeclaredFieldIsRefused() {
        var rule = "{type: object, properties: {a: {type: integer}}, x-kubernetes-validations: [{rule: 'self.b > 1'}]}";

        var refused = api().post(DEFINITIONS, definition(rule)).refused(422, "Invalid");

        assertThat(refused.message()).contains("undefined field 'b'");
    }

    @Test
    default void rulesMayUseKubernetesLibraries() {
        var rule =
                "{type: object, properties: {cpu: {type: string, maxLength: 20}, url: {type: string, maxLength: 200},"
                        + " order: {type: array, maxItems: 5, items: {type: integer}}}, x-kubernetes-validations:"
                        + " [{rule: \"quantity(self.cpu).isGreaterThan(quantity('250m'))\"},"
                        + " {rule: \"isURL(self.url) && url(self.url).getScheme() == 'https'\"},"
                        + " {rule: 'self.order.isSorted() && self.order.sum() < 10'}]}";
        api().post(DEFINITIONS, definition(rule)).expecting(201);
        established();

        api().post(gadgets(), gadget("g", "{cpu: '1', url: 'https://a.example', order: [1, 2]}"))
                .expecting(201);
        var refused = api().post(gadgets(), gadget("h", "{cpu: 100m, url: 'ftp://a', order: [2, 1]}"))
                .refused(422, "Invalid");

        assertThat(refused.body().at("/details/causes")).hasSize(3);
        api().delete(path()).expecting(200);
    }

    private ObjectNode gadget(String name, String field) {
        return Api.yaml("{apiVersion: " + api().namespace() + ".example.com/v1, kind: Gadget, metadata: {name: " + name
                + "}, spec: {field: " + field + "}}");
    }

    @Test
    default void ruleThatIsNoConditionIsRefused() {
        var rule = "{type: integer, x-kubernetes-validations: [{rule: 'self + 1'}]}";

        api().post(DEFINITIONS, definition(rule)).refused(422, "Invalid");
    }

    @Test
    default void transitionRuleInAnUnkeyedListIsRefused() {
        var rule = "{type: array, maxItems: 3, items: {type: string, maxLength: 3, x-kubernetes-validations:"
                + " [{rule: 'self == oldSelf'}]}}";

        var refused = api().post(DEFINITIONS, definition(rule)).refused(422, "Invalid");

        assertThat(refused.message()).contains("oldSelf cannot be used on the uncorrelatable portion of the schema");
    }

    @Test
    default void keyedListWhoseKeyMayBeMissingIsRefused() {
        var list = "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object,"
                + " properties: {k: {type: string}}}}";

        api().post(DEFINITIONS, definition(list)).refused(422, "Invalid");
    }

    @Test
    default void unknownVersionOfAKindHasNoPath() {
        assertThat(api().get("/apis/behaviour.example.com/v2/namespaces/default/widgets")
                        .code())
                .isEqualTo(404);
    }
}
