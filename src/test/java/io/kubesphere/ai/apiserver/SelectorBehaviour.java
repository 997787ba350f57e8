package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Label and field selectors. */
interface SelectorBehaviour extends ServerUnderTest {

    private List<String> selected(String plural, String parameter, String selector) {
        return ask(plural, parameter, selector).itemNames();
    }

    private Answer ask(String plural, String parameter, String selector) {
        var encoded = URLEncoder.encode(selector, StandardCharsets.UTF_8);
        return api().get(api().core(plural) + "?" + parameter + "=" + encoded);
    }

    private void labelled(String name, String labels) {
        var body = configMap(name, "a: b");
        body.withObject("/metadata").set("labels", yaml("{" + labels + "}"));
        api().post(api().core("configmaps"), body).expecting(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tier=front | one",
                "tier==front | one",
                "tier!=front | two,three",
                "tier in (front, back) | one,two",
                "tier notin (front),of=test | two,three",
                "tier | one,two",
                "!tier,of=test | three",
                "of=test,tier in (back) | two",
                "example.com/zone=a | three",
                "tier=none | ''"
            })
    default void labelSelectorPicksWhatItSays(String selector, String names) {
        labelled("one", "of: test, tier: front");
        labelled("two", "of: test, tier: back");
        labelled("three", "of: test, example.com/zone: a");

        var expected = names.isEmpty() ? List.<String>of() : List.of(names.split(","));
        assertThat(selected("configmaps", "labelSelector", selector))
                .filteredOn(name -> !name.equals("kube-root-ca.crt"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    default void malformedLabelSelectorIsRefused() {
        ask("configmaps", "labelSelector", "a in (b").refused(400, "BadRequest");
    }

    @Test
    default void objectsAreSelectedByName() {
        labelled("one", "of: test");
        labelled("two", "of: test");

        assertThat(selected("configmaps", "fieldSelector", "metadata.name=two")).containsExactly("two");
        assertThat(selected("configmaps", "fieldSelector", "metadata.name!=two"))
                .contains("one")
                .doesNotContain("two");
    }

    @Test
    default void podsAreSelectedByNodeAndPhase() {
        var placed = pod("placed");
        placed.withObject("/spec").put("nodeName", "n1");
        api().post(api().core("pods"), placed).expecting(201);
        api().post(api().core("pods"), pod("waiting")).expecting(201);
        api().patch(api().core("pods") + "/placed/status", Api.MERGE, "{status: {phase: Running}}")
                .expecting(200);

        assertThat(selected("pods", "fieldSelector", "spec.nodeName=n1")).containsExactly("placed");
        assertThat(selected("pods", "fieldSelector", "spec.nodeName=")).containsExactly("waiting");
        assertThat(selected("pods", "fieldSelector", "status.phase!=Running")).containsExactly("waiting");
        api().delete(api().core("pods") + "/placed", "gracePeriodSeconds: 0").expecting(200);
    }

    @Test
    default void eventsAreSelectedByWhatTheyAreAbout() {
        for (var about : List.of("a", "b")) {
            var event = yaml("{apiVersion: v1, kind: Event, metadata: {name: " + about + ".1}, type: Normal,"
                    + " involvedObject: {kind: Pod, namespace: " + api().namespace() + ", name: " + about
                    + "}, reason: R}");
            api().post(api().core("events"), event).expecting(201);
        }

        assertThat(selected("events", "fieldSelector", "involvedObject.kind=Pod,involvedObject.name=b"))
                .containsExactly("b.1");
        assertThat(selected("events", "fieldSelector", "reason=R,type=Normal")).containsExactly("a.1", "b.1");
    }

    @Test
    default void customKindIsSelectedByItsSelectableFields() {
        api().post(api().widgets(), widget("r", "colour: red")).expecting(201);
        api().post(api().widgets(), widget("b", "colour: blue")).expecting(201);

        assertThat(api().get(api().widgets() + "?fieldSelector=spec.colour%3Dblue")
                        .itemNames())
                .containsExactly("b");
    }

    @Test
    default void fieldThatCannotBeSelectedIsRefused() {
        ask("pods", "fieldSelector", "spec.priority=1").refused(400, "BadRequest");
    }

    @Test
    default void listIsSortedByNamespaceAndName() {
        for (var name : List.of("c", "a", "b")) {
            labelled(name, "of: test");
        }

        assertThat(selected("configmaps", "labelSelector", "of=test")).containsExactly("a", "b", "c");
    }

    @Test
    default void emptyListHasItemsAndAVersion() {
        var list = api().get(api().widgets()).expecting(200);

        assertThat(list.path("kind").asText()).isEqualTo("WidgetList");
        assertThat(list.path("items").isArray()).isTrue();
        assertThat(list.at("/metadata/resourceVersion").asText()).isNotEmpty();
    }
}
