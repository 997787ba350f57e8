package io.kubesphere.ai.notification.rest;

import static io.kubesphere.ai.training.Kapi.JOBS;
import static io.kubesphere.ai.training.Kapi.ROOT;
import static io.kubesphere.ai.training.Kapi.awaitReason;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.given;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.notification.control.WebhookServer;
import io.kubesphere.ai.testing.ClusterForTests;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.kubesphere.ai.training.PlayedWorkers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a user through the KAPI: he subscribes, a job ends, and a server of his is told. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(ClusterForTests.class)
@WithTestResource(LoopbackAllowed.class)
class NotificationOverHttpTest {
    private static final String SUBSCRIPTIONS = ROOT + "/namespaces/vision/notificationsubscriptions";
    private static final String DELIVERIES = ROOT + "/namespaces/vision/notificationdeliveries";
    private static final String FOREIGN = ROOT + "/namespaces/speech/";

    private final WebhookServer receiver = new WebhookServer();

    @Inject
    KubernetesClient client;

    @BeforeEach
    void awaitDatabase() {
        Service.awaitMigration();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Response subscribe(String name, String url) {
        return post(SUBSCRIPTIONS, body(name, "\"target\":{\"url\":\"" + url + "\",\"secret\":\"s3cret\"}"));
    }

    private static String body(String name, String rest) {
        return "{\"name\":\"" + name + "\",\"kinds\":[\"JobFailed\",\"JobSucceeded\"]," + rest + "}";
    }

    @Test
    void failedJobIsToldWithItsReasonAndTheDeliveryIsOnRecord() {
        subscribe("walk", receiver.url("/hidden/path"))
                .then()
                .statusCode(201)
                .body("creator", equalTo("ada"))
                .body("signed", equalTo(true));
        submit("told", "{\"container\":{\"image\":\"busybox:1\"}}").then().statusCode(201);
        var workers = new PlayedWorkers(client, "vision", "told");
        workers.run(Duration.ZERO);
        awaitReason("told", "WorkersRunning");
        workers.fail(3);

        eventually(() -> assertThat(receiver.requests()).hasSize(1));

        var event = receiver.requests().get(0).json();
        var reason = given().get(JOBS + "/told/explanation").jsonPath().getString("reason");
        assertThat(event.at("/data/kind").asText()).isEqualTo("JobFailed");
        assertThat(event.at("/data/object/name").asText()).isEqualTo("told");
        assertThat(event.at("/data/owner").asText()).isEqualTo("ada");
        assertThat(event.at("/data/workspace").asText()).isEqualTo("research");
        assertThat(event.at("/data/reason").asText()).isEqualTo(reason);
        assertThat(event.at("/data/nextStep").asText()).isNotEmpty();
        eventually(() -> given().queryParam("fieldSelector", "subscription=walk,state=Delivered")
                .get(DELIVERIES)
                .then()
                .body("totalItems", equalTo(1))
                .body("items[0].told.objectName", equalTo("told")));
        var id = given().queryParam("fieldSelector", "subscription=walk")
                .get(DELIVERIES)
                .jsonPath()
                .getString("items[0].id");
        given().get(DELIVERIES + "/" + id).then().body("attempts", hasSize(1)).body("attempts[0].status", equalTo(200));
        post(DELIVERIES + "/" + id + "/resend", "").then().statusCode(200);
        eventually(() -> assertThat(receiver.ids())
                .hasSize(2)
                .containsOnly(event.path("id").asText()));
        given().get(FOREIGN + "notificationdeliveries/" + id).then().statusCode(404);
        post(FOREIGN + "notificationdeliveries/" + id + "/resend", "").then().statusCode(404);
        given().get(FOREIGN + "notificationdeliveries").then().body("totalItems", equalTo(0));
        given().get(ROOT + "/workspaces/marketing/notificationdeliveries")
                .then()
                .body("totalItems", equalTo(0));
        given().get(ROOT + "/workspaces/research/notificationdeliveries")
                .then()
                .body("items.subscription", hasItem("walk"));
        given().get(ROOT + "/notificationdeliveries").then().body("items.id", hasItem(id));
    }

    @Test
    void neitherAddressNorSecretIsEverReadAndAnotherAddressGetsNoOldSecret() {
        subscribe("secretive", receiver.url("/hidden/token")).then().statusCode(201);

        for (var path : new String[] {SUBSCRIPTIONS, SUBSCRIPTIONS + "/secretive"}) {
            var text = given().get(path).then().statusCode(200).extract().asString();
            assertThat(text).doesNotContain("s3cret", "hidden", "token").contains("http://127.0.0.1:");
        }
        put("secretive", body("secretive", "\"paused\":true"))
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("signed", equalTo(true));
        put("secretive", body("secretive", "\"target\":{\"url\":\"" + receiver.url("/other") + "\"}"))
                .then()
                .body("signed", equalTo(false));
    }

    private static Response put(String name, String body) {
        return given().contentType("application/json").body(body).put(SUBSCRIPTIONS + "/" + name);
    }

    @Test
    void badRequestNamesTheField() {
        subscribe("Bad Name", receiver.url("/"))
                .then()
                .statusCode(422)
                .body("details.causes.field", everyItem(containsString("name")));
        subscribe("inside", "http://169.254.169.254/latest/meta-data")
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("target.url"))
                .body("message", containsString("no public address"));
        post(SUBSCRIPTIONS, body("nowhere", "\"paused\":false"))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("target"));
        post(
                        SUBSCRIPTIONS,
                        body(
                                "plain",
                                "\"target\":{\"url\":\"http://hooks.example.org\",\"authorization\":\"Bearer x\"}"))
                .then()
                .statusCode(422)
                .body("details.causes.field", contains("target.authorization"))
                .body("message", not(containsString("Bearer x")));
        post(
                        SUBSCRIPTIONS,
                        "{\"name\":\"kinds\",\"kinds\":[\"Weather\"],\"target\":{\"url\":\"" + receiver.url("/")
                                + "\"}}")
                .then()
                .statusCode(400)
                .body("message", containsString("kinds"));
        given().queryParam("fieldSelector", "url=x").get(SUBSCRIPTIONS).then().statusCode(400);
        given().get(DELIVERIES + "/no-such-id").then().statusCode(404);
    }

    @Test
    void nameIsTakenOnceInAProjectAndNothingOfItIsThereInAnother() {
        subscribe("taken", receiver.url("/")).then().statusCode(201);

        subscribe("taken", receiver.url("/")).then().statusCode(409).body("reason", equalTo("AlreadyExists"));
        given().get(FOREIGN + "notificationsubscriptions/taken").then().statusCode(404);
        given().delete(FOREIGN + "notificationsubscriptions/taken").then().statusCode(404);
        post(FOREIGN + "notificationsubscriptions/taken/test", "").then().statusCode(404);
        given().get(ROOT + "/workspaces/marketing/namespaces/vision/notificationsubscriptions/taken")
                .then()
                .statusCode(404);
        given().delete(SUBSCRIPTIONS + "/taken").then().statusCode(204);
        given().get(SUBSCRIPTIONS + "/taken").then().statusCode(404);
    }

    @Test
    void testIsSentAtOnce() {
        subscribe("tried", receiver.url("/tried")).then().statusCode(201);

        var id = post(SUBSCRIPTIONS + "/tried/test", "")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        eventually(() -> given().get(DELIVERIES + "/" + id).then().body("state", equalTo("Delivered")));
        assertThat(receiver.requests().get(0).json().at("/data/message").asText())
                .contains("ada");
        assertThat(given().get("/q/metrics").asString())
                .contains("aip_notifications_attempts_total{outcome=\"delivered\"}", "aip_notifications_backlog");
    }
}
