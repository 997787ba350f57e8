package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rank that is lost, late or wrong ends all the others soon, and each says why. */
class LostRanksTest {
    @TempDir
    private Path directory;

    private Ranks ranks;

    @BeforeEach
    void findPort() throws IOException {
        ranks = Ranks.in(directory);
    }

    @AfterEach
    void killWhatIsLeft() {
        ranks.killAll();
    }

    private List<SampleProcess> slowJob(int size) throws IOException {
        var job = ranks.job(size, "127.0.0.2");
        var processes = ranks.start(job.stream()
                .map(rank -> rank.parameter("delay_ms", 500).parameter("epochs", 1000))
                .toList());
        processes.get(0).reaching("epoch 1 ");
        return processes;
    }

    @Test
    void lostFollowerEndsAllRanks() throws Exception {
        var job = slowJob(3);

        job.get(1).process().destroyForcibly();

        job.get(0).endedBy(1, "rank 1 is lost");
        job.get(2).endedBy(1, "rank 0 is lost");
        assertThat(job.get(0).model()).doesNotExist();
    }

    @Test
    void lostLeaderEndsAllRanks() throws Exception {
        var job = slowJob(3);

        job.get(0).process().destroyForcibly();

        job.get(1).endedBy(1, "rank 0 is lost");
        job.get(2).endedBy(1, "rank 0 is lost");
    }

    /** A machine that vanishes closes no connection: only silence tells. */
    @Test
    void silentRankIsLost() throws Exception {
        var job = ranks.start(ranks.job(2, "127.0.0.2").stream()
                .map(rank -> rank.parameter("delay_ms", 500)
                        .parameter("epochs", 1000)
                        .parameter("peer_timeout_seconds", 5))
                .toList());
        job.get(0).reaching("epoch 1 ");

        signal("STOP", job.get(1));

        job.get(0).endedBy(1, "rank 1 is lost: java.net.SocketTimeoutException");
    }

    private static void signal(String name, SampleProcess rank) throws Exception {
        var pid = String.valueOf(rank.process().pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    @Test
    void stopOfOneRankEndsAllInAgreement() throws Exception {
        var job = slowJob(3);

        job.get(2).terminate();

        assertThat(job.get(2).ended().code()).isEqualTo(143);
        job.get(0).endedBy(1, "another rank was told to stop");
        job.get(1).endedBy(1, "another rank was told to stop");
    }

    @Test
    void noRankSucceedsWhenTheModelCannotBeWritten() throws Exception {
        var leader = ranks.rank(0, 2, "127.0.0.2");
        var file = Files.writeString(directory.resolve("file"), "not a directory");

        var job = ranks.start(List.of(leader.with("AIP_OUTPUT_MODEL", file), ranks.rank(1, 2, "127.0.0.2")));

        job.get(0).endedBy(1, file.toString());
        job.get(1).endedBy(1, "rank 0 is lost");
    }

    @Test
    void rankThatNeverComesIsMissed() throws Exception {
        var leader = ranks.rank(0, 3, "127.0.0.2").parameter("connect_timeout_seconds", 10);
        var follower = ranks.rank(1, 3, "127.0.0.2").parameter("connect_timeout_seconds", 10);

        var job = ranks.start(List.of(leader, follower));

        job.get(0).endedBy(1, "only 2 of 3 ranks came in time");
        job.get(1).endedBy(1, "rank 0 is lost");
    }

    @Test
    void followerGivesUpWhenNobodyListens() throws Exception {
        ranks.start(ranks.rank(1, 2, "127.0.0.2").parameter("connect_timeout_seconds", 1))
                .endedBy(1, "no meeting at /127.0.0.2:" + ranks.port());
    }

    @Test
    void rankWithOtherParametersIsRefused() throws Exception {
        var job = ranks.start(List.of(
                ranks.rank(0, 2, "127.0.0.2"), ranks.rank(1, 2, "127.0.0.2").parameter("l2", 0.5)));

        job.get(0).endedBy(1, "rank 1 has another task");
        job.get(1).endedBy(1, "rank 0 is lost");
    }

    @Test
    void strangersAreSentAway() throws Exception {
        var leader = ranks.start(ranks.rank(0, 2, "127.0.0.2"));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            try (var stranger = new Socket("127.0.0.2", ranks.port())) {
                stranger.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        });
        var follower = ranks.start(ranks.rank(1, 2, "127.0.0.2"));

        Ranks.allEndWell(List.of(leader, follower));
        assertThat(leader.err()).contains("no rank");
    }

    @Test
    void placeOfARankMustMakeSense() throws Exception {
        ranks.start(ranks.rank(2, 2, "127.0.0.2")).endedBy(1, "AIP_RANK must be a whole number from 0 to 1, not 2");
        ranks.start(ranks.rank(1, 2, "127.0.0.2").without("MASTER_ADDR")).endedBy(1, "MASTER_ADDR is not set");
        ranks.start(ranks.rank(1, 2, "127.0.0.2").with("MASTER_PORT", "http"))
                .endedBy(1, "MASTER_PORT must be a whole number");
    }
}
