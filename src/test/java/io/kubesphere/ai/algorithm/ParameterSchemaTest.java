package io.kubesphere.ai.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterSchemaTest {
    private static final JsonNode NONE = NullNode.getInstance();

    private static final ParameterSchema SCHEMA = new ParameterSchema(List.of(
            new ParameterSpec("epochs", ParameterType.INT, "", IntNode.valueOf(10), 1.0, 1000.0, List.of(), false),
            new ParameterSpec("rate", ParameterType.FLOAT, "", NONE, 0.0, null, List.of(), true),
            new ParameterSpec("shuffle", ParameterType.BOOL, "", BooleanNode.TRUE, null, null, List.of(), false),
            new ParameterSpec(
                    "optimizer",
                    ParameterType.ENUM,
                    "",
                    TextNode.valueOf("sgd"),
                    null,
                    null,
                    List.of("sgd", "adam"),
                    false),
            new ParameterSpec("note", ParameterType.STRING, "", NONE, null, null, List.of(), false)));

    private static ParameterSchema.Checked check(Map<String, JsonNode> given) {
        return SCHEMA.check("spec.parameters", given);
    }

    private static List<String> faults(Map<String, JsonNode> given) {
        return check(given).causes().stream().map(ParameterSchemaTest::line).toList();
    }

    private static String line(Problem.Cause cause) {
        return cause.field() + " " + cause.reason() + ": " + cause.message();
    }

    @Test
    void defaultsAreFilledInInTheOrderOfTheSchema() {
        var checked = check(Map.of("rate", DoubleNode.valueOf(0.1)));

        assertThat(checked.causes()).isEmpty();
        assertThat(checked.values())
                .containsExactly(
                        Map.entry("epochs", IntNode.valueOf(10)),
                        Map.entry("rate", DoubleNode.valueOf(0.1)),
                        Map.entry("shuffle", BooleanNode.TRUE),
                        Map.entry("optimizer", TextNode.valueOf("sgd")));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        var faults = faults(Map.of(
                "epochs", IntNode.valueOf(0),
                "shuffle", TextNode.valueOf("yes"),
                "optimizer", TextNode.valueOf("lbfgs"),
                "note", IntNode.valueOf(7),
                "lr", DoubleNode.valueOf(0.1)));

        assertThat(faults)
                .containsExactly(
                        "spec.parameters.epochs FieldValueInvalid: must be from 1 to 1000, was 0",
                        "spec.parameters.rate FieldValueRequired: a value is required",
                        "spec.parameters.shuffle FieldValueInvalid: must be true or false",
                        "spec.parameters.optimizer FieldValueInvalid: must be one of sgd, adam",
                        "spec.parameters.note FieldValueInvalid: must be a text",
                        "spec.parameters.lr FieldValueNotSupported: unknown parameter; there are epochs, rate,"
                                + " shuffle, optimizer, note");
    }

    @Test
    void wholeNumberMayComeAsDecimal() {
        var rate = DoubleNode.valueOf(0.5);

        assertThat(faults(Map.of("rate", rate, "epochs", DoubleNode.valueOf(20.0))))
                .isEmpty();
        assertThat(faults(Map.of("rate", rate, "epochs", DoubleNode.valueOf(20.5))))
                .containsExactly("spec.parameters.epochs FieldValueInvalid: must be a whole number");
    }

    @Test
    void oneSidedRangeNamesItsSide() {
        assertThat(faults(Map.of("rate", DoubleNode.valueOf(-0.5))))
                .containsExactly("spec.parameters.rate FieldValueInvalid: must be at least 0, was -0.5");
    }

    @Test
    void givenNullCountsAsNotGiven() {
        assertThat(faults(Map.of("rate", NONE)))
                .containsExactly("spec.parameters.rate FieldValueRequired: a value is required");
    }

    @Test
    void textIsBounded() {
        var long5000 = TextNode.valueOf("x".repeat(5000));

        assertThat(faults(Map.of("rate", IntNode.valueOf(1), "note", long5000)))
                .containsExactly("spec.parameters.note FieldValueInvalid: must have at most 4096 characters");
    }

    @Test
    void schemaWhoseDefaultItWouldRefuseIsFaulty() {
        var schema = new ParameterSchema(List.of(
                new ParameterSpec("epochs", ParameterType.INT, "", IntNode.valueOf(0), 1.0, null, List.of(), false)));

        assertThat(schema.faults("spec.versions[0].parameters"))
                .extracting(ParameterSchemaTest::line)
                .containsExactly("spec.versions[0].parameters[0].default FieldValueInvalid: must be at least 1, was 0");
    }
}
