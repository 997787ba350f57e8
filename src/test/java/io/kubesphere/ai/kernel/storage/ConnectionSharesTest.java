package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.FileInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Thousands of new jobs keep every reconciler busy at once. With as many of them as connections, requests waited for the
 * database for longer than it may take to get one, and records of jobs came late.
 */
class ConnectionSharesTest {
    @Test
    void reconcilersLeaveConnectionsOfTheDatabaseToRequests() throws IOException {
        var settings = settings().path("quarkus");
        var reconcilers = settings.at("/operator-sdk/concurrent-reconciliation-threads");
        var connections = settings.at("/datasource/jdbc/max-size");

        assertThat(reconcilers.asInt()).isPositive().isLessThanOrEqualTo(connections.asInt() * 2 / 3);
    }

    private static JsonNode settings() throws IOException {
        try (var file = new FileInputStream("src/main/resources/application.yaml")) {
            return Serialization.unmarshal(file, JsonNode.class);
        }
    }
}
