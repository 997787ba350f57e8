package io.kubesphere.ai.notification.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.notification.Delivery.State;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.testing.Gate;
import io.kubesphere.ai.testing.MigratedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing that was recorded is lost, whoever dies and whatever goes away meanwhile. */
class KilledDeliveryTest {
    private final WebhookServer receiver = new WebhookServer();
    private final NotificationWorld world = new NotificationWorld(MigratedDatabase.database());

    @AfterEach
    void stop() {
        world.forget();
        receiver.close();
    }

    @Test
    void replicaKilledWhileItSendsIsFollowedByAnotherThatSendsTheSameAgain() throws Exception {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        var reached = new CompletableFuture<Void>();
        var dead = new CompletableFuture<Void>();
        receiver.then(WebhookServer.after(() -> {
            reached.complete(null);
            dead.join();
        }));

        var process = otherReplica();
        try {
            reached.get(2, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
            dead.complete(null);
        }
        var replica = world.replica();
        replica.runDue();
        var whileLeased = receiver.requests().size();
        world.timePasses();
        replica.runDue();

        assertThat(whileLeased).isEqualTo(1);
        assertThat(receiver.ids()).hasSize(2).containsOnly(world.only().told().eventId());
        assertThat(world.only().state()).isEqualTo(State.Delivered);
    }

    private static Process otherReplica() throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherReplica.class.getName(),
                        MigratedDatabase.url()))
                .inheritIO()
                .start();
    }

    /** Sends what is due, in a process that can be killed as the kernel does it. */
    static final class OtherReplica {
        private OtherReplica() {}

        public static void main(String[] arguments) {
            new NotificationWorld(new Database(Jdbi.create(arguments[0])))
                    .replica()
                    .runDue();
            System.exit(0);
        }
    }

    @Test
    void whatCannotBeNotedWhileTheDatabaseIsAwayIsSentAgain() throws Exception {
        world.subscribe("chat", receiver.url("/"));
        world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
        var direct = MigratedDatabase.url();
        var port = URI.create(direct.substring("jdbc:".length())).getPort();
        try (var gate = Gate.before(port)) {
            var url = direct.replace(":" + port + "/", ":" + gate.port() + "/");
            var beyond = new NotificationWorld(new Database(Jdbi.create(url)));
            receiver.then(WebhookServer.after(gate::shut));

            beyond.replica().runDue();
            assertThatThrownBy(() -> beyond.happenings.tell(beyond.ended("lost", HappeningKind.JobFailed)))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.UNAVAILABLE));
            gate.open();
            world.timePasses();
            beyond.replica().runDue();
        }

        assertThat(receiver.ids()).hasSize(2).containsOnly(world.only().told().eventId());
        assertThat(world.only().state()).isEqualTo(State.Delivered);
        assertThat(world.only().attempts()).hasSize(1);
    }

    @Test
    void changeThatIsNotMadeIsNotToldEither() {
        world.subscribe("chat", receiver.url("/"));

        assertThatThrownBy(() -> world.database.transaction(handle -> {
                    world.happenings.tell(world.ended("bert", HappeningKind.JobFailed));
                    throw Problem.of(Problem.Code.UNAVAILABLE, "the change failed after it was told");
                }))
                .isInstanceOf(Problem.class);
        world.replica().runDue();

        assertThat(world.all()).isEmpty();
        assertThat(receiver.requests()).isEmpty();
    }
}
