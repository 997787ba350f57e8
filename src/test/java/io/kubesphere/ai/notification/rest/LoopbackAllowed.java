package io.kubesphere.ai.notification.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets the service under test send to servers of the test. */
public final class LoopbackAllowed implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("aip.outbound.allowed", "127.0.0.1");
    }

    @Override
    public void stop() {}
}
