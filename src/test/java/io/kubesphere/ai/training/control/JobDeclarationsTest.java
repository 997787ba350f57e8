package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDeclarationsTest {

    @Test
    void inputsAreThoseOfTheAlgorithm() {
        var faults = faults("{algorithm: {name: scorer, version: v1},"
                + " inputs: [{name: extra, dataset: {name: cats, version: v1}}]}");

        assertThat(faults)
                .extracting(Problem.Cause::field, Problem.Cause::reason)
                .containsExactly(
                        tuple("spec.inputs[0].name", "FieldValueNotSupported"),
                        tuple("spec.inputs", "FieldValueRequired"));
    }

    @Test
    void optionalInputMayBeLeftOut() {
        assertThat(faults("{algorithm: {name: scorer, version: v1},"
                        + " inputs: [{name: data, dataset: {name: cats, version: v1}}]}"))
                .isEmpty();
    }

    @Test
    void jobCannotAddAnOutputThatTheAlgorithmDeclares() {
        assertThat(faults("{algorithm: {name: scorer, version: v1}, outputs: [{name: plots}, {name: model}],"
                        + " inputs: [{name: data, dataset: {name: cats, version: v1}}]}"))
                .extracting(Problem.Cause::field)
                .containsExactly("spec.outputs[1].name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AIP_RUN",
                "MLFLOW_RUN_ID",
                "PET_NNODES",
                "MASTER_ADDR",
                "MASTER_PORT",
                "RANK",
                "WORLD_SIZE",
                "NODE_RANK"
            })
    void variablesOfThePlatformAreItsOwn(String name) {
        assertThat(JobDeclarations.faults(
                        Optional.empty(),
                        Jobs.job("a", "{container: {image: a}, env: [{name: FINE}, {name: " + name + "}]}")
                                .getSpec()))
                .extracting(Problem.Cause::field)
                .containsExactly("spec.env[1].name");
    }

    @Test
    void parametersOfAContainerHaveUsableNamesAndPlainValues() {
        var spec = Jobs.job(
                        "a",
                        "{container: {image: a}, parameters: {ok: 1, 2nd: 1, 'a-b': 1, list: [1], map: {a: 1}, long: "
                                + "x".repeat(4097) + "}}")
                .getSpec();

        assertThat(JobDeclarations.unusableParameters(spec.parameters()))
                .extracting(Problem.Cause::field)
                .containsExactlyInAnyOrder(
                        "spec.parameters.2nd",
                        "spec.parameters.a-b",
                        "spec.parameters.list",
                        "spec.parameters.map",
                        "spec.parameters.long");
    }

    private static List<Problem.Cause> faults(String spec) {
        return JobDeclarations.faults(
                Optional.of(Jobs.scorer()), Jobs.job("a", spec).getSpec());
    }
}
