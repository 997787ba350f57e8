package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** CEL rules of a schema, transition rules among them. */
interface RuleBehaviour extends ServerUnderTest {

    private Answer create(String spec) {
        return api().post(api().widgets(), widget("w", spec));
    }

    private Answer change(String spec) {
        return api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {" + spec + "}}");
    }

    @Test
    default void ruleThatHoldsLetsTheObjectIn() {
        create("colour: red, minimum: 1, maximum: 2").expecting(201);
    }

    @Test
    default void brokenRuleGivesItsMessageAtItsField() {
        var refused = create("colour: red, minimum: 3, maximum: 2").refused(422, "Invalid");

        assertThat(refused.causeFields()).containsExactly("spec");
        assertThat(refused.causeReason("spec")).isEqualTo("FieldValueInvalid");
        assertThat(refused.message()).contains("minimum must not exceed maximum");
    }

    @Test
    default void ruleOnAbsentFieldsIsGuardedByHas() {
        create("colour: red, minimum: 3").expecting(201);
    }

    @Test
    default void messageExpressionFieldPathAndReasonAreUsed() {
        var refused = create("colour: blue, replicas: 60").refused(422, "Invalid");

        assertThat(refused.causeReason("spec.replicas")).isEqualTo("FieldValueForbidden");
        assertThat(refused.message()).contains("only red widgets may have so many replicas");
    }

    @Test
    default void ruleSeesDefaults() {
        create("colour: blue").expecting(201);
    }

    @Test
    default void transitionRuleRefusesTheChange() {
        create("colour: red, serial: A-1").expecting(201);

        var refused = change("serial: A-2").refused(422, "Invalid");

        assertThat(refused.causeReason("spec.serial")).isEqualTo("FieldValueInvalid");
        assertThat(refused.message()).contains("serial is immutable");
    }

    @Test
    default void transitionRuleLetsOtherChangesPass() {
        create("colour: red, serial: A-1").expecting(201);

        change("colour: blue").expecting(200);
    }

    @Test
    default void transitionRuleOnAFieldSaysNothingOfItsFirstValueOrItsRemoval() {
        create("colour: red").expecting(201);

        change("serial: A-1").expecting(200);
        change("serial: null").expecting(200);
    }

    @Test
    default void rulesAreCheckedOnApplyToo() {
        create("colour: red, serial: A-1").expecting(201);

        api().apply(api().widgets() + "/w?force=true", "someone", widget("w", "colour: red, serial: B-1"))
                .refused(422, "Invalid");
    }

    @Test
    default void rulesAreNotCheckedOnValuesOfTheWrongShape() {
        var refused = create("colour: pink, minimum: 3, maximum: 2").refused(422, "Invalid");

        assertThat(refused.causeFields()).contains("spec.colour").doesNotContain("spec");
        assertThat(refused.message()).contains("some validation rules were not checked");
    }
}
