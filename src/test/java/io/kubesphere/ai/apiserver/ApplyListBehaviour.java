package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.tree;
import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Server-side apply into lists and atomic objects. */
interface ApplyListBehaviour extends ServerUnderTest {

    private Answer apply(String manager, String spec) {
        return api().apply(api().widgets() + "/w", manager, widget("w", spec));
    }

    @Test
    default void keyedItemsMergeAndAreTakenOutOneByOne() {
        apply("one", "colour: red, parts: [{name: a, size: 1}, {name: b, size: 2}]")
                .expecting(201);
        apply("two", "colour: red, parts: [{name: c, size: 3}]").expecting(200);

        var parts = apply("one", "colour: red, parts: [{name: a, size: 1}]")
                .expecting(200)
                .at("/spec/parts");

        assertThat(parts.findValuesAsText("name")).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    default void itemOfTwoManagersKeepsWhatTheOtherSet() {
        apply("one", "colour: red, parts: [{name: a, size: 9}]").expecting(201);
        apply("two", "colour: red, parts: [{name: a, material: oak}]").expecting(200);

        var parts = apply("one", "colour: red").expecting(200).at("/spec/parts");

        assertThat(parts).isEqualTo(tree("[{name: a, material: oak, size: 5}]"));
    }

    @Test
    default void valuesOfASetMerge() {
        apply("one", "colour: red, tags: [a, b]").expecting(201);
        apply("two", "colour: red, tags: [c]").expecting(200);

        var tags = apply("one", "colour: red, tags: [b]").expecting(200).at("/spec/tags");

        assertThat(tags).hasSize(2);
        assertThat(tags.toString()).contains("b", "c");
    }

    @Test
    default void plainListBelongsToOneAsAWhole() {
        apply("one", "colour: red, args: [a]").expecting(201);

        apply("two", "colour: red, args: [a, b]").refused(409, "Conflict");
        assertThat(apply("one", "colour: red, args: [b]").expecting(200).at("/spec/args"))
                .isEqualTo(tree("[b]"));
    }

    @Test
    default void atomicObjectBelongsToOneAsAWhole() {
        apply("one", "colour: red, box: {width: 1, height: 2}").expecting(201);

        var refused = apply("two", "colour: red, box: {width: 1}").refused(409, "Conflict");

        assertThat(refused.causeFields()).containsExactly(".spec.box");
        assertThat(apply("one", "colour: red, box: {width: 1}").expecting(200).at("/spec/box"))
                .isEqualTo(tree("{width: 1}"));
    }
}
