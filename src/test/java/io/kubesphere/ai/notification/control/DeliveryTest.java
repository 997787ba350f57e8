package io.kubesphere.ai.notification.control;

import static io.kubesphere.ai.notification.control.WebhookServer.busy;
import static io.kubesphere.ai.notification.control.WebhookServer.cut;
import static io.kubesphere.ai.notification.control.WebhookServer.drip;
import static io.kubesphere.ai.notification.control.WebhookServer.redirect;
import static io.kubesphere.ai.notification.control.WebhookServer.saying;
import static io.kubesphere.ai.notification.control.WebhookServer.silence;
import static io.kubesphere.ai.notification.control.WebhookServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.notification.Delivery;
import io.kubesphere.ai.notification.Delivery.State;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.SubscriptionRequest.FilterRequest;
import io.kubesphere.ai.testing.BesideOthers;
import io.kubesphere.ai.testing.MigratedDatabase;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened gets to who wants to know, over a real database to a real server that misbehaves. */
@BesideOthers
class DeliveryTest {
    private final WebhookServer receiver = new WebhookServer();
    private final NotificationWorld world = new NotificationWorld(MigratedDatabase.database());

    @AfterEach
    void stop() {
        world.forget();
        receiver.close();
    }

    @Test
    void endOfAJobArrivesAsASignedCloudEvent() throws Exception {
        world.subscribe("chat", receiver.url("/hook?room=1"));

        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        world.replica().runDue();

        var request = receiver.requests().get(0);
        assertThat(receiver.requests()).hasSize(1);
        assertThat(request.path()).isEqualTo("/hook?room=1");
        assertThat(request.headers()).containsEntry("User-Agent", "ai-platform");
        assertThat(request.headers().get("Content-Type")).startsWith("application/cloudevents+json");
        var event = request.json();
        assertThat(event.path("id").asText()).isEqualTo(request.headers().get("webhook-id"));
        assertThat(event.path("type").asText()).isEqualTo("io.kubesphere.ai.JobFailed.v1");
        assertThat(event.path("source").asText()).endsWith("/namespaces/" + world.project);
        assertThat(event.path("subject").asText()).isEqualTo("TrainingJob/bert");
        assertThat(event.at("/data/reason").asText()).isEqualTo("OutOfMemory");
        assertThat(event.at("/data/nextStep").asText()).isEqualTo("Ask for more memory");
        assertThat(event.at("/data/owner").asText()).isEqualTo("anna");
        assertThat(request.headers().get("webhook-signature")).isEqualTo(signature(request));
        assertThat(world.only().state()).isEqualTo(State.Delivered);
        assertThat(world.only().attempts()).extracting(Delivery.Attempt::status).hasSize(1);
    }

    /** By hand, as docs/guide/notifications.md tells receivers to. */
    private static String signature(WebhookServer.Request request) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = request.headers().get("webhook-id") + "."
                + request.headers().get("webhook-timestamp") + "." + request.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sameHappeningToldByTwoReplicasAtTheSameTimeIsSentOnce() {
        world.subscribe("chat", receiver.url("/"));
        var start = new CountDownLatch(1);

        var tellers = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.runAsync(() -> {
                    awaitStart(start);
                    world.happenings.tell(world.ended("bert", HappeningKind.JobSucceeded));
                }))
                .toList();
        start.countDown();
        tellers.forEach(CompletableFuture::join);
        world.replica().runDue();

        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void manyReplicasTogetherSendEachOnceAndInOrder() {
        world.subscribe("chat", receiver.url("/"));
        IntStream.range(0, 60).forEach(n -> world.happenings.tell(world.happening("bert", HappeningKind.JobStalled)));
        var start = new CountDownLatch(1);

        var replicas = Stream.generate(world::replica).limit(4).toList();
        var running = replicas.stream()
                .map(replica -> CompletableFuture.runAsync(() -> {
                    awaitStart(start);
                    while (!world.states().getOrDefault(State.Waiting, 0L).equals(0L)) {
                        replica.runDue();
                    }
                }))
                .toList();
        start.countDown();
        running.forEach(CompletableFuture::join);

        assertThat(receiver.ids()).hasSize(60).doesNotHaveDuplicates();
        assertThat(receiver.requests())
                .extracting(request -> request.json().at("/data/sequence").asLong())
                .isSorted();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void failedAttemptIsMadeAgainWithTheSameIdUntilItArrives() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(saying(500, "no\u0000t today\n" + "x".repeat(5000)), silence());
        var replica = world.replica();

        replica.runDue();
        var afterOne = world.only();
        world.timePasses();
        replica.runDue();
        world.timePasses();
        replica.runDue();

        assertThat(afterOne.state()).isEqualTo(State.Waiting);
        assertThat(afterOne.message()).isEqualTo("the receiver answered 500");
        assertThat(afterOne.attempts().get(0).answer())
                .startsWith("no t today xxx")
                .hasSizeLessThan(1100);
        assertThat(world.only().state()).isEqualTo(State.Delivered);
        assertThat(world.only().attempts())
                .extracting(Delivery.Attempt::fault)
                .containsExactly(
                        "the receiver answered 500",
                        "the connection to the receiver broke before there was an answer",
                        "");
        assertThat(receiver.ids()).hasSize(3).containsOnly(world.only().told().eventId());
    }

    @Test
    void receiverThatAsksForTimeGetsIt() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(busy(429, "1200"));

        world.replica().runDue();

        var next = world.only().nextAttemptAt().orElseThrow();
        var tried = world.only().attempts().get(0).at();
        assertThat(Duration.between(tried, next)).isGreaterThan(Duration.ofSeconds(1190));
    }

    @Test
    void deadReceiverIsAskedOnceHoweverMuchWaitsForIt() {
        world.subscribe("chat", receiver.url("/"));
        IntStream.range(0, 30).forEach(n -> world.happenings.tell(world.ended("job-" + n, HappeningKind.JobFailed)));
        receiver.then(status(503));

        world.replica().runDue();

        assertThat(receiver.requests()).hasSize(1);
        assertThat(world.count("state=Waiting")).isEqualTo(30);
    }

    @Test
    void givenUpAfterItsAttemptsAndSentAgainWhenAskedTo() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(status(404), status(404), status(404));
        var replica = world.replica();
        for (var n = 0; n < 3; n++) {
            replica.runDue();
            world.timePasses();
        }
        var dead = world.only();
        replica.runDue();

        assertThat(dead.state()).isEqualTo(State.Failed);
        assertThat(dead.message()).isEqualTo("the receiver answered 404; given up after 3 attempts");
        assertThat(receiver.requests()).hasSize(3);

        world.deliveries.resend(world.project, dead.id());
        assertThatThrownBy(() -> world.deliveries.resend(world.project, dead.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.CONFLICT));
        replica.runDue();

        assertThat(world.only().state()).isEqualTo(State.Delivered);
        assertThat(world.only().attempts()).hasSize(4);
        assertThat(receiver.ids()).hasSize(4).containsOnly(dead.told().eventId());
    }

    @Test
    void receiverThatIsGoneIsNotAskedAgain() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(status(410));

        world.replica().runDue();

        assertThat(world.only().state()).isEqualTo(State.Failed);
    }

    @Test
    void hangingReceiverCostsNoMoreThanTheDeadline() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        var end = new CountDownLatch(1);
        receiver.then(WebhookServer.after(() -> awaitStart(end)));

        world.replica().runDue();
        end.countDown();

        assertThat(world.only().message()).isEqualTo("the receiver did not answer within 2 s");
        assertThat(world.only().state()).isEqualTo(State.Waiting);
    }

    @Test
    void answerThatNeverEndsIsCutAtTheDeadline() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(drip(500));

        world.replica().runDue();

        assertThat(world.only().message()).isEqualTo("the receiver answered 500");
        assertThat(world.only().attempts().get(0).answer()).startsWith("...").endsWith("did not arrive]");
    }

    @Test
    void redirectIsNotFollowed() {
        try (var other = new WebhookServer()) {
            world.subscribe("chat", receiver.url("/"));
            world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
            receiver.then(redirect(other.url("/stolen")));

            world.replica().runDue();

            assertThat(other.requests()).isEmpty();
            assertThat(world.only().message()).contains("307", "redirects are not followed");
        }
    }

    @Test
    void answerThatBreaksOffAfterItsStatusCounts() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        receiver.then(cut(200));

        world.replica().runDue();

        assertThat(world.only().state()).isEqualTo(State.Delivered);
        assertThat(world.only().attempts().get(0).answer()).contains("half", "did not arrive");
    }

    @Test
    void laterHappeningOfAnObjectWaitsForTheEarlierButNotThatOfAnother() {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.happening("bert", HappeningKind.JobPreempted));
        world.happenings.tell(world.ended("bert", HappeningKind.JobSucceeded));
        world.happenings.tell(world.ended("other", HappeningKind.JobSucceeded));
        receiver.then(status(400));
        var replica = world.replica();

        replica.runDue();
        var first = subjects();
        world.timePasses();
        replica.runDue();

        assertThat(first).containsExactly("JobPreempted bert", "JobSucceeded other");
        assertThat(subjects())
                .containsExactly("JobPreempted bert", "JobSucceeded other", "JobPreempted bert", "JobSucceeded bert");
    }

    private List<String> subjects() {
        return receiver.requests().stream()
                .map(request -> request.json().at("/data/kind").asText() + " "
                        + request.json().at("/data/object/name").asText())
                .toList();
    }

    @Test
    void subscriptionGetsWhatItAskedForAndNothingOfOtherProjects() {
        var other = new NotificationWorld(world.database);
        world.subscribe("failures", receiver.url("/failures"), HappeningKind.JobFailed);
        world.subscribe("bens", receiver.url("/bens"), new FilterRequest("ben", null, null));
        world.subscribe("bert", receiver.url("/bert"), new FilterRequest("anna", "bert", "gpus"));

        world.happenings.tell(world.ended("a", HappeningKind.JobSucceeded));
        world.happenings.tell(world.ended("b", HappeningKind.JobFailed));
        other.happenings.tell(other.ended("c", HappeningKind.JobFailed));
        world.replica().runDue();

        assertThat(receiver.requests())
                .extracting(WebhookServer.Request::path)
                .containsExactlyInAnyOrder("/failures", "/bert", "/bert");
        assertThat(other.all()).isEmpty();
    }

    @Test
    void flappingConditionIsToldOnceAndItsEndOnlyWithItsBeginning() {
        world.subscribe("chat", receiver.url("/"));
        var condition = "stalled/" + world.project;
        for (var n = 0; n < 5; n++) {
            world.happenings.begun(condition, world.happening("bert", HappeningKind.JobStalled));
            world.happenings.begun(condition, world.happening("bert", HappeningKind.JobStalled));
            world.happenings.over(condition, Optional.of(world.happening("bert", HappeningKind.JobRecovered)));
        }
        world.replica().runDue();

        assertThat(subjects()).containsExactly("JobStalled bert", "JobRecovered bert");
    }

    @Test
    void conditionThatComesBackAndStaysIsToldAfterTheQuietTime() {
        world.subscribe("chat", receiver.url("/"));
        var condition = "stalled/" + world.project;
        var stalled = world.happening("bert", HappeningKind.JobStalled);
        world.happenings.begun(condition, stalled);
        world.happenings.over(condition, Optional.empty());
        world.happenings.begun(condition, stalled);
        var replica = world.replica();

        replica.runDue();
        var atFirst = receiver.requests().size();
        world.timePasses();
        replica.runDue();

        assertThat(atFirst).isEqualTo(1);
        assertThat(subjects()).containsExactly("JobStalled bert", "JobStalled bert");
        assertThat(world.happenings.standing("stalled/" + world.project)).containsExactly(condition);
    }

    @Test
    void nameThatLeadsInsideIsRefusedWhenItIsAsked() {
        var trap = OutboundNames.of(
                List.of(), List.of(), host -> new InetAddress[] {InetAddress.getByName("169.254.169.254")});
        var trapped = new NotificationWorld(world.database, trap, Map.of());
        trapped.subscribe("trap", "http://hooks.example.org/");

        trapped.happenings.tell(trapped.ended("bert", HappeningKind.JobFailed));
        trapped.replica().runDue();

        assertThat(trapped.only().state()).isEqualTo(State.Failed);
        assertThat(trapped.only().message()).contains("no public address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/",
                "http://[::1]/",
                "http://169.254.169.254/latest",
                "http://10.0.0.1/",
                "http://2130706433/x y",
                "ftp://example.org/",
                "http://user:pass@example.org/",
                "http:///nohost",
                "x"
            })
    void addressThatCannotBeAskedIsRefusedAtOnce(String url) {
        var strict =
                new NotificationWorld(world.database, OutboundNames.of(List.of(), List.of(), host -> null), Map.of());

        assertThatThrownBy(() -> strict.subscribe("bad", url)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(Problem.Code.INVALID);
            assertThat(problem.causes()).extracting(Problem.Cause::field).containsExactly("target.url");
        });
    }

    @Test
    void recordsAreForgottenAfterTheirTimeButNotWhatWaits() {
        try (var source = MigratedDatabase.own()) {
            var own = new NotificationWorld(new Database(Jdbi.create(source)));
            own.subscribe("chat", receiver.url("/"));
            own.happenings.tell(own.ended("old", HappeningKind.JobFailed));
            own.replica().runDue();
            own.happenings.tell(own.ended("waiting", HappeningKind.JobFailed));
            own.database.with(handle ->
                    handle.execute("UPDATE notification.delivery SET finished_at = finished_at - interval '40 days'"));
            own.database.with(
                    handle -> handle.execute("UPDATE notification.event SET recorded_at = now() - interval '40 days'"));

            own.store.forget(Duration.ofDays(30), 1000);

            assertThat(own.all()).extracting(each -> each.told().objectName()).containsExactly("waiting");
            assertThat(own.store.backlog().waiting()).isEqualTo(1);
        }
    }

    @Test
    void kubeSphereGetsAnAlertOfTheProject() {
        try (var source = MigratedDatabase.own()) {
            var own = new NotificationWorld(
                    new Database(Jdbi.create(source)),
                    OutboundNames.of(List.of(), List.of(), InetAddress::getAllByName),
                    Map.of(
                            "aip.notifications.kubesphere.url",
                            receiver.url("/"),
                            "aip.notifications.kubesphere.kinds",
                            "JobFailed,JobRecovered"));
            own.operators().keep();
            own.happenings.tell(own.ended("ok", HappeningKind.JobSucceeded));
            own.happenings.tell(own.ended("bert", HappeningKind.JobFailed));
            own.replica().runDue();

            var request = receiver.requests().get(0);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(request.path()).isEqualTo("/api/v2/alerts");
            var alert = request.json().path("alerts").get(0);
            assertThat(alert.path("status").asText()).isEqualTo("firing");
            assertThat(alert.at("/labels/namespace").asText()).isEqualTo(own.project);
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("JobFailed");
            assertThat(alert.at("/annotations/message").asText())
                    .isEqualTo("TrainingJob " + own.project
                            + "/bert: Worker 0 used more memory than it may. Ask for more memory");
            assertThat(own.all()).isEmpty();
        }
    }

    @Test
    void testIsSentToItsSubscriptionAlone() {
        world.subscribe("one", receiver.url("/one"), HappeningKind.JobFailed);
        world.subscribe("two", receiver.url("/two"));

        var delivery = world.subscriptions.test("anna", world.project, "one");
        world.replica().runDue();

        assertThat(receiver.requests()).extracting(WebhookServer.Request::path).containsExactly("/one");
        assertThat(world.deliveries.get(world.project, delivery.id()).state()).isEqualTo(State.Delivered);
        assertThat(world.meters
                        .get("aip.notifications.attempts")
                        .tag("outcome", "delivered")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void twoWhoTryOutAtTheSameMomentBothGetTheirTest() throws Exception {
        world.subscribe("one", receiver.url("/one"));

        var both = List.of(
                CompletableFuture.runAsync(() -> world.subscriptions.test("anna", world.project, "one")),
                CompletableFuture.runAsync(() -> world.subscriptions.test("ben", world.project, "one")));
        CompletableFuture.allOf(both.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        world.replica().runDue();

        assertThat(receiver.requests()).hasSize(2);
    }
}
