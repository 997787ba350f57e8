package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists in pages, and lists at resource versions. */
interface PagingBehaviour extends ServerUnderTest {

    private void fill(String... names) {
        for (var name : names) {
            var body = widget(name, "colour: red");
            body.withObject("/metadata/labels").put("half", name.compareTo("c") < 0 ? "first" : "second");
            api().post(api().widgets(), body).expecting(201);
        }
    }

    private static String next(Answer page) {
        return page.body().at("/metadata/continue").asText();
    }

    @Test
    default void pagesTogetherAreTheList() {
        fill("a", "b", "c", "d", "e");

        var names = new ArrayList<List<String>>();
        var page = api().get(api().widgets() + "?limit=2");
        names.add(page.itemNames());
        while (!next(page).isEmpty()) {
            page = api().get(api().widgets() + "?limit=2&continue=" + next(page));
            names.add(page.itemNames());
        }

        assertThat(names).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    default void pageSaysHowManyRemain() {
        fill("a", "b", "c");

        var page = api().get(api().widgets() + "?limit=1").expecting(200);

        assertThat(page.at("/metadata/remainingItemCount").asInt()).isEqualTo(2);
    }

    @Test
    default void laterPagesShowTheStateOfTheFirst() {
        fill("a", "b", "c");
        var first = api().get(api().widgets() + "?limit=1");

        fill("bb");
        api().delete(api().widgets() + "/c").expecting(200);
        var second = api().get(api().widgets() + "?limit=10&continue=" + next(first));

        assertThat(second.itemNames()).containsExactly("b", "c");
        assertThat(second.version()).isEqualTo(first.version());
    }

    @Test
    default void pagesAreOfWhatIsSelected() {
        fill("a", "b", "c", "d");

        var first = api().get(api().widgets() + "?limit=1&labelSelector=half%3Dsecond");
        var second = api().get(api().widgets() + "?limit=1&labelSelector=half%3Dsecond&continue=" + next(first));

        assertThat(first.itemNames()).containsExactly("c");
        assertThat(second.itemNames()).containsExactly("d");
        assertThat(next(second)).isEmpty();
    }

    @Test
    default void malformedContinueTokenIsRefused() {
        api().get(api().widgets() + "?limit=1&continue=nonsense").refused(400, "BadRequest");
    }

    @Test
    default void versionZeroIsAnyVersion() {
        fill("a");

        assertThat(api().get(api().widgets() + "?resourceVersion=0").itemNames())
                .containsExactly("a");
    }

    @Test
    default void exactVersionShowsThatState() {
        fill("a");
        var then = api().get(api().widgets()).version();
        fill("b");

        var exact = api().get(api().widgets() + "?limit=10&resourceVersionMatch=Exact&resourceVersion=" + then);

        assertThat(exact.itemNames()).containsExactly("a");
    }

    @Test
    default void versionOfTheFutureTimesOut() {
        var refused = api().get(api().widgets() + "?resourceVersionMatch=NotOlderThan&resourceVersion=999999999999");

        refused.refused(504, "Timeout");
        assertThat(refused.message()).contains("Too large resource version");
    }

    @Test
    default void listOverAllNamespacesHoldsThisOne() {
        fill("a");

        var list = api().get("/apis/behaviour.example.com/v1/widgets?fieldSelector=metadata.namespace%3D"
                + api().namespace());

        assertThat(list.itemNames()).containsExactly("a");
    }

    @Test
    default void createWithoutANamespaceInThePathIsNotAllowed() {
        var answer = api().post("/apis/behaviour.example.com/v1/widgets", widget("w", "colour: red"));

        assertThat(answer.code()).isIn(404, 405);
    }
}
