package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.pod;
import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Deleting one object or many, and what holds a deletion back. */
interface DeletionBehaviour extends ServerUnderTest {

    private ObjectNode held() {
        var body = widget("w", "colour: red");
        body.withArray("/metadata/finalizers").add("example.com/hold");
        return body;
    }

    @Test
    default void deletedObjectIsGone() {
        var created = api().post(api().core("configmaps"), configMap("c", "a: b"));

        var answer = api().delete(api().core("configmaps") + "/c").expecting(200);

        assertThat(answer.path("kind").asText()).isEqualTo("Status");
        assertThat(answer.path("status").asText()).isEqualTo("Success");
        assertThat(answer.at("/details/uid").asText()).isEqualTo(created.uid());
        api().get(api().core("configmaps") + "/c").refused(404, "NotFound");
    }

    @Test
    default void deleteOfAMissingObjectIsNotFound() {
        api().delete(api().core("configmaps") + "/absent").refused(404, "NotFound");
    }

    @Test
    default void dryRunDeletesNothing() {
        api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);

        api().delete(api().core("configmaps") + "/c?dryRun=All").expecting(200);

        api().get(api().core("configmaps") + "/c").expecting(200);
    }

    @Test
    default void finalizerHoldsTheObjectAndMarksIt() {
        api().post(api().widgets(), held()).expecting(201);

        api().delete(api().widgets() + "/w").expecting(200);

        var marked = api().get(api().widgets() + "/w").expecting(200);
        assertThat(marked.at("/metadata/deletionTimestamp").asText()).isNotEmpty();
        assertThat(marked.at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();
    }

    @Test
    default void removingTheLastFinalizerRemovesTheObject() {
        api().post(api().widgets(), held()).expecting(201);
        api().delete(api().widgets() + "/w").expecting(200);

        api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {finalizers: null}}")
                .expecting(200);

        api().get(api().widgets() + "/w").refused(404, "NotFound");
    }

    @Test
    default void secondDeleteOfAHeldObjectKeepsItsMark() {
        api().post(api().widgets(), held()).expecting(201);
        api().delete(api().widgets() + "/w").expecting(200);
        var marked = api().get(api().widgets() + "/w");

        api().delete(api().widgets() + "/w").expecting(200);

        assertThat(api().get(api().widgets() + "/w").version()).isEqualTo(marked.version());
    }

    @Test
    default void deletedObjectTakesNoNewFinalizer() {
        api().post(api().widgets(), held()).expecting(201);
        api().delete(api().widgets() + "/w").expecting(200);

        var refused = api().patch(
                        api().widgets() + "/w",
                        Api.MERGE,
                        "{metadata: {finalizers: [example.com/hold, example.com/more]}}")
                .refused(422, "Invalid");

        assertThat(refused.causeReason("metadata.finalizers")).isEqualTo("FieldValueForbidden");
    }

    @Test
    default void objectBeingDeletedKeepsItsName() {
        api().post(api().widgets(), held()).expecting(201);
        api().delete(api().widgets() + "/w").expecting(200);

        api().post(api().widgets(), widget("w", "colour: blue")).refused(409, "AlreadyExists");
    }

    @Test
    default void deleteForAnotherUidIsAConflict() {
        api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);

        var refused = api().delete(
                        api().core("configmaps") + "/c", "preconditions: {uid: 00000000-0000-0000-0000-000000000000}")
                .refused(409, "Conflict");

        assertThat(refused.message()).contains("the UID in the precondition (00000000-0000-0000-0000-000000000000)");
    }

    @Test
    default void deleteForAnOlderVersionIsAConflict() {
        var created = api().post(api().core("configmaps"), configMap("c", "a: b"));
        api().patch(api().core("configmaps") + "/c", Api.MERGE, "{data: {a: c}}")
                .expecting(200);

        api().delete(api().core("configmaps") + "/c", "preconditions: {resourceVersion: '" + created.version() + "'}")
                .refused(409, "Conflict");
    }

    @Test
    default void podOnANodeWaitsForItsKubelet() {
        var body = pod("p");
        body.withObject("/spec").put("nodeName", "n1").put("terminationGracePeriodSeconds", 20);
        api().post(api().core("pods"), body).expecting(201);

        api().delete(api().core("pods") + "/p").expecting(200);

        var leaving = api().get(api().core("pods") + "/p").expecting(200);
        assertThat(leaving.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(20);
        api().delete(api().core("pods") + "/p", "gracePeriodSeconds: 0").expecting(200);
        api().get(api().core("pods") + "/p").refused(404, "NotFound");
    }

    @Test
    default void graceOfALeavingPodCanOnlyShrink() {
        var body = pod("p");
        body.withObject("/spec").put("nodeName", "n1");
        api().post(api().core("pods"), body).expecting(201);
        api().delete(api().core("pods") + "/p", "gracePeriodSeconds: 10").expecting(200);

        api().delete(api().core("pods") + "/p", "gracePeriodSeconds: 25").expecting(200);
        var afterLonger = api().get(api().core("pods") + "/p").expecting(200);
        api().delete(api().core("pods") + "/p", "gracePeriodSeconds: 5").expecting(200);
        var afterShorter = api().get(api().core("pods") + "/p").expecting(200);

        assertThat(afterLonger.at("/metadata/deletionGracePeriodSeconds").asInt())
                .isEqualTo(10);
        assertThat(afterShorter.at("/metadata/deletionGracePeriodSeconds").asInt())
                .isEqualTo(5);
        api().delete(api().core("pods") + "/p", "gracePeriodSeconds: 0").expecting(200);
    }

    @Test
    default void podThatRunsNowhereIsDeletedAtOnce() {
        api().post(api().core("pods"), pod("p")).expecting(201);

        api().delete(api().core("pods") + "/p").expecting(200);

        api().get(api().core("pods") + "/p").refused(404, "NotFound");
    }

    @Test
    default void collectionIsDeletedAsFarAsItIsSelected() {
        for (var name : new String[] {"a", "b", "c"}) {
            var body = configMap(name, "a: b");
            body.withObject("/metadata/labels").put("keep", name.equals("b") ? "yes" : "no");
            api().post(api().core("configmaps"), body).expecting(201);
        }

        api().delete(api().core("configmaps") + "?labelSelector=keep%3Dno").expecting(200);

        assertThat(api().get(api().core("configmaps") + "?labelSelector=keep").itemNames())
                .containsExactly("b");
    }
}
