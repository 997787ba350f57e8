package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.widget;
import static io.kubesphere.ai.apiserver.Api.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What follows from owner references and from namespaces: the garbage collector's and namespace controller's work. */
interface OwnerBehaviour extends ServerUnderTest {

    private Answer owner(String name) {
        return api().post(api().widgets(), widget(name, "colour: red"));
    }

    private static ObjectNode owned(String name, boolean blocks, Answer... owners) {
        var body = configMap(name, "a: b");
        for (var owner : owners) {
            body.withArray("/metadata/ownerReferences")
                    .addObject()
                    .put("apiVersion", "behaviour.example.com/v1")
                    .put("kind", "Widget")
                    .put("name", owner.body().at("/metadata/name").asText())
                    .put("uid", owner.uid())
                    .put("blockOwnerDeletion", blocks);
        }
        return body;
    }

    @Test
    default void ownedObjectFollowsItsOwner() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var owner = owner("w");
        api().post(api().core("configmaps"), owned("c", false, owner)).expecting(201);

        api().delete(api().widgets() + "/w", "propagationPolicy: Background").expecting(200);

        api().get(api().widgets() + "/w").refused(404, "NotFound");
        eventuallyGone(api().core("configmaps") + "/c");
    }

    @Test
    default void chainOfOwnersFollowsTheFirst() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var first = owner("first");
        var second = widget("second", "colour: red");
        second.withObject("/metadata")
                .set("ownerReferences", owned("x", false, first).at("/metadata/ownerReferences"));
        var secondCreated = api().post(api().widgets(), second);
        api().post(api().core("configmaps"), owned("c", false, secondCreated)).expecting(201);

        api().delete(api().widgets() + "/first").expecting(200);

        eventuallyGone(api().widgets() + "/second");
        eventuallyGone(api().core("configmaps") + "/c");
    }

    @Test
    default void objectOfTwoOwnersStaysUntilBothAreGone() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var one = owner("one");
        var two = owner("two");
        api().post(api().core("configmaps"), owned("c", false, one, two)).expecting(201);

        api().delete(api().widgets() + "/one").expecting(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(api().get(api().core("configmaps") + "/c")
                        .expecting(200)
                        .at("/metadata/ownerReferences"))
                .hasSize(1));
        api().delete(api().widgets() + "/two").expecting(200);

        eventuallyGone(api().core("configmaps") + "/c");
    }

    @Test
    default void objectOfAnAbsentOwnerIsCollected() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var owner = owner("w");
        api().delete(api().widgets() + "/w").expecting(200);

        api().post(api().core("configmaps"), owned("late", false, owner)).expecting(201);

        eventuallyGone(api().core("configmaps") + "/late");
    }

    @Test
    default void foregroundDeletionWaitsForWhatIsOwned() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var owner = owner("w");
        var body = owned("c", true, owner);
        body.withArray("/metadata/finalizers").add("example.com/hold");
        api().post(api().core("configmaps"), body).expecting(201);

        api().delete(api().widgets() + "/w", "propagationPolicy: Foreground").expecting(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(api().get(api().core("configmaps") + "/c")
                        .expecting(200)
                        .at("/metadata/deletionTimestamp")
                        .asText())
                .isNotEmpty());
        var waiting = api().get(api().widgets() + "/w").expecting(200);
        assertThat(waiting.at("/metadata/finalizers").toString()).contains("foregroundDeletion");
        api().patch(api().core("configmaps") + "/c", Api.MERGE, "{metadata: {finalizers: null}}")
                .expecting(200);
        eventuallyGone(api().widgets() + "/w");
    }

    @Test
    default void orphaningLeavesWhatWasOwned() {
        assumeTrue(hasControllers(), "garbage collection runs elsewhere");
        var owner = owner("w");
        api().post(api().core("configmaps"), owned("c", false, owner)).expecting(201);

        api().delete(api().widgets() + "/w", "propagationPolicy: Orphan").expecting(200);

        eventuallyGone(api().widgets() + "/w");
        var orphan = api().get(api().core("configmaps") + "/c").expecting(200);
        assertThat(orphan.at("/metadata/ownerReferences").isMissingNode()).isTrue();
    }

    @Test
    default void ownerReferenceWithoutUidIsInvalid() {
        var body = configMap("c", "a: b");
        body.withArray("/metadata/ownerReferences").add(yaml("{apiVersion: v1, kind: Pod, name: p, uid: ''}"));

        var refused = api().post(api().core("configmaps"), body).refused(422, "Invalid");

        assertThat(refused.causeFields()).contains("metadata.ownerReferences.uid");
    }

    @Test
    default void deletedNamespaceTakesItsContentAlong() {
        assumeTrue(hasControllers(), "namespace deletion runs elsewhere");
        api().post(api().core("configmaps"), configMap("c", "a: b")).expecting(201);
        owner("w");

        api().delete("/api/v1/namespaces/" + api().namespace()).expecting(200);

        eventuallyGone("/api/v1/namespaces/" + api().namespace());
        api().get(api().widgets() + "/w").refused(404, "NotFound");
    }

    @Test
    default void terminatingNamespaceTakesNothingNew() {
        assumeTrue(hasControllers(), "namespace deletion runs elsewhere");
        var held = widget("w", "colour: red");
        held.withArray("/metadata/finalizers").add("example.com/hold");
        api().post(api().widgets(), held).expecting(201);
        api().delete("/api/v1/namespaces/" + api().namespace()).expecting(200);

        var refused =
                api().post(api().core("configmaps"), configMap("c", "a: b")).refused(403, "Forbidden");

        assertThat(refused.message()).contains("because it is being terminated");
        var namespace = api().get("/api/v1/namespaces/" + api().namespace()).expecting(200);
        assertThat(namespace.at("/status/phase").asText()).isEqualTo("Terminating");
        api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {finalizers: null}}")
                .expecting(200);
        eventuallyGone("/api/v1/namespaces/" + api().namespace());
    }

    @Test
    default void namespaceHasADefaultServiceAccount() {
        assumeTrue(hasControllers(), "service accounts are made elsewhere");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> api().get(api().core("serviceaccounts") + "/default")
                .expecting(200));
    }
}
