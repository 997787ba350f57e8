package io.kubesphere.ai.kernel.kapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode CURRENT = json(
            """
            {"apiVersion":"ai.kubesphere.io/v1alpha1","kind":"TrainingJob",
             "metadata":{"name":"run","namespace":"vision","uid":"u1","resourceVersion":"7",
                         "labels":{"team":"a","stage":"dev"},"annotations":{"kubesphere.io/creator":"ada"}},
             "spec":{"suspend":false,"parameters":{"epochs":3}},
             "status":{"phase":"Running"}}
            """);

    @Test
    void mergePatchSetsAndRemovesAndLeavesTheRest() {
        var patched = merge("{\"metadata\":{\"labels\":{\"stage\":null,\"new\":\"x\"}},\"spec\":{\"suspend\":true}}");

        assertThat(patched.at("/metadata/labels")).isEqualTo(json("{\"team\":\"a\",\"new\":\"x\"}"));
        assertThat(patched.at("/spec")).isEqualTo(json("{\"suspend\":true,\"parameters\":{\"epochs\":3}}"));
        assertThat(CURRENT.at("/spec/suspend").asBoolean()).isFalse();
    }

    @Test
    void mergePatchReplacesArraysAndDropsNullsInsideNewObjects() {
        var patched = merge("{\"spec\":{\"extra\":{\"a\":null,\"b\":[1,null]}}}");

        assertThat(patched.at("/spec/extra")).isEqualTo(json("{\"b\":[1,null]}"));
    }

    @Test
    void jsonPatchWithTrueTestIsApplied() {
        var patched = jsonPatch("[{\"op\":\"test\",\"path\":\"/spec/suspend\",\"value\":false},"
                + "{\"op\":\"copy\",\"from\":\"/spec/parameters\",\"path\":\"/spec/again\"},"
                + "{\"op\":\"replace\",\"path\":\"/spec/suspend\",\"value\":true}]");

        assertThat(patched.at("/spec/suspend").asBoolean()).isTrue();
        assertThat(patched.at("/spec/again/epochs").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"op\":\"test\",\"path\":\"/spec/suspend\",\"value\":true}]",
                "[{\"op\":\"replace\",\"path\":\"\",\"value\":4}]",
                "[{\"op\":\"move\",\"from\":\"/spec/absent\",\"path\":\"/spec/x\"}]",
            })
    void jsonPatchThatDoesNotFitIsInvalid(String patch) {
        assertThat(refusal(ResourcePatch.JSON_PATCH, patch).code()).isEqualTo(Problem.Code.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{\"op\":\"paint\",\"path\":\"/a\"}]",
                "[{\"op\":\"add\",\"path\":\"/a\"}]",
                "[{\"op\":\"remove\"}]",
                "[{\"op\":\"copy\",\"path\":\"/a\"}]",
                "[{\"op\":\"remove\",\"path\":\"a\"}]"
            })
    void whatIsNoJsonPatchIsABadRequest(String patch) {
        assertThat(refusal(ResourcePatch.JSON_PATCH, patch).code()).isEqualTo(Problem.Code.BAD_REQUEST);
    }

    @Test
    void copiesThatDoubleTheObjectAreStopped() {
        var patch =
                new StringBuilder("[{\"op\":\"add\",\"path\":\"/spec/big\",\"value\":\"" + "x".repeat(1000) + "\"}");
        for (var i = 0; i < 40; i++) {
            patch.append(",{\"op\":\"copy\",\"from\":\"/spec\",\"path\":\"/spec/c")
                    .append(i)
                    .append("\"}");
        }

        assertThat(refusal(ResourcePatch.JSON_PATCH, patch.append(']').toString())
                        .code())
                .isEqualTo(Problem.Code.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"name\":\"other\"}}",
                "{\"metadata\":{\"namespace\":\"risk\"}}",
                "{\"metadata\":{\"uid\":null}}",
                "{\"metadata\":{\"annotations\":{\"kubesphere.io/creator\":\"eve\"}}}",
                "{\"metadata\":{\"annotations\":null}}",
                "{\"metadata\":null}",
                "{\"kind\":\"Secret\"}",
            })
    void identityCannotBePatched(String patch) {
        var refusal = refusal(ResourcePatch.MERGE_PATCH, patch);

        assertThat(refusal.code()).isEqualTo(Problem.Code.INVALID);
        assertThat(refusal.causes()).isNotEmpty();
    }

    @Test
    void statusIsKeptWhateverThePatchSays() {
        assertThat(merge("{\"status\":{\"phase\":\"Succeeded\"}}")
                        .at("/status/phase")
                        .asText())
                .isEqualTo("Running");
        assertThat(merge("{\"status\":null}").at("/status/phase").asText()).isEqualTo("Running");
    }

    @Test
    void patchOfAnotherVersionIsAConflict() {
        assertThat(refusal(ResourcePatch.MERGE_PATCH, "{\"metadata\":{\"resourceVersion\":\"6\"}}")
                        .code())
                .isEqualTo(Problem.Code.CONFLICT);
        assertThat(merge("{\"metadata\":{\"resourceVersion\":\"7\"}}")).isEqualTo(CURRENT);
    }

    @Test
    void contentTypeDecidesAndOthersAreRefused() {
        assertThat(ResourcePatch.of("application/merge-patch+json; charset=utf-8", json("{}"))
                        .applyTo(CURRENT))
                .isEqualTo(CURRENT);
        assertThat(refusal("application/apply-patch+yaml", "{}").code()).isEqualTo(Problem.Code.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refusal("application/json", "[]").code()).isEqualTo(Problem.Code.BAD_REQUEST);
    }

    private static JsonNode merge(String patch) {
        return ResourcePatch.of(ResourcePatch.MERGE_PATCH, json(patch)).applyTo(CURRENT);
    }

    private static JsonNode jsonPatch(String patch) {
        return ResourcePatch.of(ResourcePatch.JSON_PATCH, json(patch)).applyTo(CURRENT);
    }

    private static Problem refusal(String type, String patch) {
        return catchThrowableOfType(
                Problem.class, () -> ResourcePatch.of(type, json(patch)).applyTo(CURRENT));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
