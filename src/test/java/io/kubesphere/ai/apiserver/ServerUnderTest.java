package io.kubesphere.ai.apiserver;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What each group of behaviours asks of the class that runs it. */
interface ServerUnderTest {

    /** Requests in a fresh namespace of this test. */
    Api api();

    /** Whether garbage collection and namespace deletion run: a bare kube-apiserver leaves them to another process. */
    boolean hasControllers();

    default void eventuallyGone(String path) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> api().get(path).refused(404, "NotFound"));
    }
}
