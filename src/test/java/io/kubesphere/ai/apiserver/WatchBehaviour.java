package io.kubesphere.ai.apiserver;

import static io.kubesphere.ai.apiserver.Api.configMap;
import static io.kubesphere.ai.apiserver.Api.widget;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Watches over plain HTTP and over a WebSocket. */
interface WatchBehaviour extends ServerUnderTest {

    private Answer make(String name) {
        return api().post(api().widgets(), widget(name, "colour: red"));
    }

    private String now() {
        return api().get(api().widgets()).version();
    }

    @Test
    default void watchShowsCreationChangeAndDeletion() {
        try (var watched = api().watch(api().widgets() + "?resourceVersion=" + now())) {
            make("w").expecting(201);
            var changed = api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}");
            api().delete(api().widgets() + "/w").expecting(200);

            assertThat(watched.nextShort()).isEqualTo("ADDED w");
            assertThat(watched.next().at("/object")).isEqualTo(changed.body());
            var deleted = watched.next();
            assertThat(deleted.path("type").asText()).isEqualTo("DELETED");
            assertThat(deleted.at("/object/spec/colour").asText()).isEqualTo("blue");
            assertThat(deleted.at("/object/metadata/resourceVersion").asLong())
                    .isGreaterThan(Long.parseLong(changed.version()));
        }
    }

    @Test
    default void watchWithoutAVersionBeginsWithWhatThereIs() {
        make("a").expecting(201);
        make("b").expecting(201);

        try (var watched = api().watch(api().widgets())) {
            assertThat(watched.nextShort()).isEqualTo("ADDED a");
            assertThat(watched.nextShort()).isEqualTo("ADDED b");
            make("c").expecting(201);
            assertThat(watched.nextShort()).isEqualTo("ADDED c");
        }
    }

    @Test
    default void watchResumesAfterTheLastVersionSeen() {
        var first = make("a");
        make("b").expecting(201);
        make("c").expecting(201);

        try (var watched = api().watch(api().widgets() + "?resourceVersion=" + first.version())) {
            assertThat(watched.nextShort()).isEqualTo("ADDED b");
            assertThat(watched.nextShort()).isEqualTo("ADDED c");
        }
    }

    @Test
    default void objectEntersAndLeavesASelectiveWatch() {
        try (var watched = api().watch(api().widgets() + "?labelSelector=on%3Dyes&resourceVersion=" + now())) {
            make("w").expecting(201);
            api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {labels: {'on': 'yes'}}}")
                    .expecting(200);
            api().patch(api().widgets() + "/w", Api.MERGE, "{spec: {colour: blue}}")
                    .expecting(200);
            api().patch(api().widgets() + "/w", Api.MERGE, "{metadata: {labels: {'on': 'no'}}}")
                    .expecting(200);

            assertThat(watched.nextShort()).isEqualTo("ADDED w");
            assertThat(watched.nextShort()).isEqualTo("MODIFIED w");
            assertThat(watched.nextShort()).isEqualTo("DELETED w");
        }
    }

    @Test
    default void watchOfOneNameShowsThatOneOnly() {
        try (var watched = api().watch(api().widgets() + "?fieldSelector=metadata.name%3Db&resourceVersion=" + now())) {
            make("a").expecting(201);
            make("b").expecting(201);

            assertThat(watched.nextShort()).isEqualTo("ADDED b");
        }
    }

    @Test
    default void watchOfANamespaceShowsNoOther() {
        var elsewhere = "/apis/behaviour.example.com/v1/namespaces/default/widgets";
        var name = api().namespace();
        try (var watched = api().watch(api().widgets() + "?resourceVersion=" + now())) {
            api().post(elsewhere, widget(name, "colour: red")).expecting(201);
            make("here").expecting(201);

            assertThat(watched.nextShort()).isEqualTo("ADDED here");
        } finally {
            api().delete(elsewhere + "/" + name);
        }
    }

    @Test
    default void watchEndsAfterItsTimeout() {
        try (var watched = api().watch(api().widgets() + "?timeoutSeconds=1&resourceVersion=" + now())) {
            assertThat(watched.end().orTimeout(20, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    default void bookmarkComesBeforeTheTimeout() {
        var query = "?timeoutSeconds=4&allowWatchBookmarks=true&labelSelector=of%3Dnothing&resourceVersion=";
        try (var watched = api().watch(api().widgets() + query + now())) {
            var version = make("unseen")
                    .expecting(201)
                    .at("/metadata/resourceVersion")
                    .asText();
            var bookmark = watched.next();

            assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
            assertThat(bookmark.at("/object/kind").asText()).isEqualTo("Widget");
            assertThat(bookmark.at("/object/metadata/resourceVersion").asLong())
                    .isGreaterThanOrEqualTo(Long.parseLong(version));
        }
    }

    @Test
    default void webSocketWatchShowsTheSame() {
        var seen = new CopyOnWriteArrayList<String>();
        var maps = api().client().configMaps().inNamespace(api().namespace());
        try (var watch = maps.withLabel("of", "test").watch(new Watcher<ConfigMap>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(action + " " + map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("closed");
            }
        })) {
            assertThat(watch).isNotNull();
            var created = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("c")
                    .addToLabels("of", "test")
                    .endMetadata();
            maps.resource(created.build()).create();
            api().patch(api().core("configmaps") + "/c", Api.MERGE, "{data: {a: c}}")
                    .expecting(200);
            maps.withName("c").delete();

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(seen).containsExactly("ADDED c", "MODIFIED c", "DELETED c"));
        }
    }

    @Test
    default void informerHoldsWhatThereIs() {
        api().post(api().core("configmaps"), configMap("before", "a: b")).expecting(201);
        try (var informer =
                api().client().configMaps().inNamespace(api().namespace()).inform()) {
            api().post(api().core("configmaps"), configMap("after", "a: b")).expecting(201);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(informer.getStore().list())
                            .extracting(map -> map.getMetadata().getName())
                            .contains("before", "after"));
        }
    }
}
