package io.kubesphere.ai.observability.rest;

import io.kubesphere.ai.testing.OpenSearchForTests;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The service's log store is the real OpenSearch, with an index of this test alone. */
public final class OpenSearchWithLines implements QuarkusTestResourceLifecycleManager {
    static final String INDEX = "over-http-logs";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "aip.logs.store.url", OpenSearchForTests.shared().url().toString(),
                "aip.logs.store.index", INDEX,
                "aip.logs.store.settle", "0s",
                "aip.logs.store.follow-every", "100ms",
                "aip.logs.links.kibana.url", "https://kibana.example.org");
    }

    @Override
    public void stop() {}
}
