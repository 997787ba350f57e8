package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a structural schema does to custom objects: defaults, pruning, refusal. */
interface SchemaBehaviour extends ServerUnderTest {

    private JsonNode specOf(String spec) {
        return api().post(api().widgets(), widget("w", spec)).expecting(201).path("spec");
    }

    private Answer refused(String spec) {
        return api().post(api().widgets(), widget("w", spec)).refused(422, "Invalid");
    }

    @Test
    default void missingFieldsGetTheirDefaults() {
        assertThat(specOf("colour: red").path("replicas").asInt()).isEqualTo(1);
    }

    @Test
    default void defaultsReachIntoListItems() {
        var spec = specOf("colour: red, parts: [{name: a}, {name: b, size: 9}]");

        assertThat(spec.at("/parts/0/size").asInt()).isEqualTo(5);
        assertThat(spec.at("/parts/1/size").asInt()).isEqualTo(9);
    }

    @Test
    default void nullWhereNoneIsAllowedCountsAsMissing() {
        assertThat(specOf("colour: red, replicas: null").path("replicas").asInt())
                .isEqualTo(1);
    }

    @Test
    default void nullWhereItIsAllowedStays() {
        assertThat(specOf("colour: red, note: null").get("note").isNull()).isTrue();
    }

    @Test
    default void unknownFieldsAreDroppedWithAWarning() {
        var answer = api().post(api().widgets(), widget("w", "colour: red, unknown: 1, parts: [{name: a, odd: 2}]"));

        assertThat(answer.expecting(201).at("/spec/unknown").isMissingNode()).isTrue();
        assertThat(answer.body().at("/spec/parts/0/odd").isMissingNode()).isTrue();
        assertThat(String.join("\n", answer.warnings()))
                .contains("unknown field")
                .contains("spec.unknown")
                .contains("spec.parts[0].odd");
    }

    @Test
    default void strictValidationRefusesUnknownFields() {
        var refused = api().post(api().widgets() + "?fieldValidation=Strict", widget("w", "colour: red, unknown: 1"))
                .refused(400, "BadRequest");

        assertThat(refused.message()).contains("strict decoding error: unknown field \"spec.unknown\"");
    }

    @Test
    default void ignoringValidationDropsUnknownFieldsSilently() {
        var answer = api().post(api().widgets() + "?fieldValidation=Ignore", widget("w", "colour: red, unknown: 1"));

        assertThat(answer.expecting(201).at("/spec/unknown").isMissingNode()).isTrue();
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    default void freeFormObjectsKeepEverything() {
        assertThat(specOf("colour: red, free: {a: {b: [1, two]}}").path("free").toString())
                .isEqualTo("{\"a\":{\"b\":[1,\"two\"]}}");
    }

    @Test
    default void mapsKeepTheirKeys() {
        assertThat(specOf("colour: red, settings: {any.key: x, other: y}").path("settings"))
                .hasSize(2);
    }

    @Test
    default void intOrStringTakesBoth() {
        assertThat(specOf("colour: red, port: 80").path("port").isInt()).isTrue();
        api().delete(api().widgets() + "/w").expecting(200);
        assertThat(specOf("colour: red, port: http").path("port").isTextual()).isTrue();
    }

    @Test
    default void missingRequiredFieldIsNamed() {
        var refused = refused("replicas: 2");

        assertThat(refused.causeReason("spec.colour")).isEqualTo("FieldValueRequired");
        assertThat(refused.message()).startsWith("Widget.behaviour.example.com \"w\" is invalid: ");
        assertThat(refused.body().at("/details/kind").asText()).isEqualTo("Widget");
        assertThat(refused.body().at("/details/group").asText()).isEqualTo("behaviour.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: pink | spec.colour | FieldValueNotSupported | supported values: \"red\", \"green\", \"blue\"",
                "colour: red, replicas: 0 | spec.replicas | FieldValueInvalid | should be greater than or equal to 1",
                "colour: red, replicas: 101 | spec.replicas | FieldValueInvalid | should be less than or equal to 100",
                "colour: red, replicas: many | spec.replicas | FieldValueTypeInvalid | must be of type integer",
                "colour: red, serial: lower | spec.serial | FieldValueInvalid | should match '^[A-Z0-9-]+$'",
                "colour: red, serial: AAAAAAAAAAAAAAAAAAAAA | spec.serial | FieldValueTooLong | Too long",
                "colour: red, args: [a,a,a,a,a,a,a,a,a,a,a] | spec.args | FieldValueTooMany | must have at most 10 items",
                "colour: red, port: 1.5 | spec.port | FieldValueTypeInvalid | must be of type",
                "colour: red, tags: [a, b, a] | spec.tags[2] | FieldValueDuplicate | Duplicate value",
                "colour: red, parts: [{name: a}, {name: a}] | spec.parts[1] | FieldValueDuplicate | Duplicate value",
                "colour: red, parts: [{size: 1}] | spec.parts[0].name | FieldValueRequired | Required value",
                "colour: red, settings: {a: 1} | spec.settings.a | FieldValueTypeInvalid | must be of type string"
            })
    default void valueOutsideTheSchemaIsRefused(String spec, String field, String reason, String words) {
        var refused = refused(spec);

        assertThat(refused.causeReason(field)).isEqualTo(reason);
        assertThat(refused.message()).contains(field).contains(words);
    }

    @Test
    default void allFaultsAreNamedAtOnce() {
        assertThat(refused("colour: pink, replicas: 0").causeFields()).contains("spec.colour", "spec.replicas");
    }

    @Test
    default void missingSpecIsNamed() {
        var body = widget("w", "colour: red");
        body.remove("spec");

        var refused = api().post(api().widgets(), body).refused(422, "Invalid");

        assertThat(refused.causeReason("spec")).isEqualTo("FieldValueRequired");
    }

    @Test
    default void patchedObjectIsValidatedAsAWhole() {
        specOf("colour: red");

        var refused = api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: null}}")
                .refused(422, "Invalid");

        assertThat(refused.causeReason("spec.colour")).isEqualTo("FieldValueRequired");
    }
}
