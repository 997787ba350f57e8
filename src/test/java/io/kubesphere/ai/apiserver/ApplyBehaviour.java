package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.tree;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

/** Server-side apply and the ownership of fields. */
interface ApplyBehaviour extends ServerUnderTest {

    private Answer apply(String manager, String spec) {
        return api().apply(api().widgets() + "/w", manager, widget("w", spec));
    }

    private static JsonNode entry(JsonNode object, String manager) {
        for (var entry : object.at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return entry;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    default void applyCreatesWhatIsMissing() {
        var created = apply("one", "colour: red").expecting(201);

        assertThat(created.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(created.at("/metadata/uid").asText()).isNotEmpty();
        assertThat(apply("one", "colour: blue").code()).isEqualTo(200);
    }

    @Test
    default void applyRecordsWhoOwnsWhat() {
        var created = apply("one", "colour: red, tags: [a], parts: [{name: p, size: 3}]")
                .expecting(201);

        var entry = entry(created, "one");
        assertThat(entry.path("operation").asText()).isEqualTo("Apply");
        assertThat(entry.path("apiVersion").asText()).isEqualTo("behaviour.example.com/v1");
        assertThat(entry.path("fieldsV1"))
                .isEqualTo(tree("{'f:spec': {'f:colour': {}, 'f:parts': {'k:{\"name\":\"p\"}':"
                        + " {'.': {}, 'f:name': {}, 'f:size': {}}}, 'f:tags': {'v:\"a\"': {}}}}"));
    }

    @Test
    default void sameApplyAgainChangesNothing() {
        var first = apply("one", "colour: red, parts: [{name: p}]");

        assertThat(apply("one", "colour: red, parts: [{name: p}]").version()).isEqualTo(first.version());
    }

    @Test
    default void otherManagersFieldIsAConflictThatNamesBoth() {
        apply("one", "colour: red").expecting(201);

        var refused = apply("two", "colour: blue").refused(409, "Conflict");

        assertThat(refused.message()).contains("Apply failed with 1 conflict: conflict with \"one\": .spec.colour");
        assertThat(refused.causeReason(".spec.colour")).isEqualTo("FieldManagerConflict");
    }

    @Test
    default void forceTakesTheField() {
        apply("one", "colour: red").expecting(201);

        var forced = api().apply(api().widgets() + "/w?force=true", "two", widget("w", "colour: blue"))
                .expecting(200);

        assertThat(forced.at("/spec/colour").asText()).isEqualTo("blue");
        assertThat(entry(forced, "one").isMissingNode()).isTrue();
        assertThat(entry(forced, "two").at("/fieldsV1/f:spec/f:colour").isMissingNode())
                .isFalse();
    }

    @Test
    default void sameValueIsOwnedTogether() {
        apply("one", "colour: red").expecting(201);

        var shared = apply("two", "colour: red").expecting(200);

        assertThat(entry(shared, "one").isMissingNode()).isFalse();
        assertThat(entry(shared, "two").isMissingNode()).isFalse();
    }

    @Test
    default void fieldNoLongerAppliedIsRemoved() {
        apply("one", "colour: red, minimum: 3, settings: {a: x, b: y}").expecting(201);

        var spec = apply("one", "colour: red, settings: {b: y}").expecting(200).path("spec");

        assertThat(spec.has("minimum")).isFalse();
        assertThat(spec.path("settings")).isEqualTo(tree("{b: y}"));
    }

    @Test
    default void fieldNoLongerAppliedFallsBackToItsDefault() {
        apply("one", "colour: red, replicas: 7").expecting(201);

        assertThat(apply("one", "colour: red")
                        .expecting(200)
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    default void fieldSomebodyElseOwnsTooStays() {
        apply("one", "colour: red, minimum: 3").expecting(201);
        apply("two", "colour: red, minimum: 3").expecting(200);

        assertThat(apply("one", "colour: red")
                        .expecting(200)
                        .at("/spec/minimum")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    default void fieldsOfOthersAreLeftAlone() {
        apply("one", "colour: red").expecting(201);
        api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {maximum: 8}}").expecting(200);

        assertThat(apply("one", "colour: blue")
                        .expecting(200)
                        .at("/spec/maximum")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    default void updateTakesOwnershipOfWhatItChanges() {
        apply("one", "colour: red").expecting(201);

        var updated = api().patch(api().widgets() + "/w?fieldManager=editor", Api.MERGE, "{spec: {colour: blue}}")
                .expecting(200);

        assertThat(entry(updated, "editor").path("operation").asText()).isEqualTo("Update");
        assertThat(entry(updated, "editor").at("/fieldsV1/f:spec/f:colour").isMissingNode())
                .isFalse();
        var refused = apply("one", "colour: green").refused(409, "Conflict");
        assertThat(refused.message()).contains("conflict with \"editor\" using behaviour.example.com/v1");
    }

    @Test
    default void statusIsAppliedOnItsOwn() {
        apply("one", "colour: red").expecting(201);
        var status =
                yaml("{apiVersion: behaviour.example.com/v1, kind: Widget, metadata: {name: w}, status: {phase: Up}}");

        var applied =
                api().apply(api().widgets() + "/w/status", "prober", status).expecting(200);

        assertThat(applied.at("/status/phase").asText()).isEqualTo("Up");
        assertThat(entry(applied, "prober").path("subresource").asText()).isEqualTo("status");
        assertThat(apply("one", "colour: blue")
                        .expecting(200)
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Up");
    }

    @Test
    default void applyNeedsAFieldManager() {
        var refused = api().patch(api().widgets() + "/w", Api.APPLY, widget("w", "colour: red"));

        assertThat(refused.code()).isIn(400, 422);
        assertThat(refused.message()).contains("fieldManager");
    }

    @Test
    default void applyOfAnUnknownFieldIsRefused() {
        var refused = apply("one", "colour: red, unknown: 1");

        assertThat(refused.code()).isGreaterThanOrEqualTo(400);
        assertThat(refused.message()).contains("field not declared in schema");
    }

    @Test
    default void applyWithManagedFieldsIsRefused() {
        var body = widget("w", "colour: red");
        body.withArray("/metadata/managedFields").addObject().put("manager", "x");

        api().apply(api().widgets() + "/w", "one", body).refused(400, "BadRequest");
    }

    @Test
    default void dryRunOfAnApplyStoresNothing() {
        api().apply(api().widgets() + "/w?dryRun=All", "one", widget("w", "colour: red"))
                .expecting(201);

        api().get(api().widgets() + "/w").refused(404, "NotFound");
    }

    @Test
    default void labelsOfTwoManagersLiveTogether() {
        var one = widget("w", "colour: red");
        one.withObject("/metadata/labels").put("a", "1");
        var two = widget("w", "colour: red");
        two.withObject("/metadata/labels").put("b", "2");
        api().apply(api().widgets() + "/w", "one", one).expecting(201);

        var both = api().apply(api().widgets() + "/w", "two", two).expecting(200);

        assertThat(both.at("/metadata/labels")).isEqualTo(tree("{a: '1', b: '2'}"));
    }
}
