package io.kubesphere.ai.testing;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.time.Duration;

/** The service that a test has started. */
public final class Service {
    private Service() {}

    /** It starts without its database and brings that up to date as soon as it can. */
    public static void awaitMigration() {
        await().atMost(Duration.ofMinutes(2)).until(() -> RestAssured.get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'database schema' }.status")
                .equals("UP"));
    }
}
