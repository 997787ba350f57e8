package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all ranks together learn, also when they are stopped in between. */
class DistributedRegressionTest {
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

    @Test
    void anyNumberOfRanksLearnsWhatOneProcessLearns() throws Exception {
        var two = ranks.start(ranks.job(2, "127.0.0.2"));
        var three = ranks.start(ranks.job(3, "127.0.0.3"));
        Ranks.allEndWell(two);
        Ranks.allEndWell(three);

        var one = ranks.start(ranks.job(1, "127.0.0.4")).get(0).endedWell();
        var plain = Sample.of("logistic-regression", directory.resolve("plain"))
                .parameter("epochs", Ranks.EPOCHS)
                .runsWell();
        assertThat(one.modelText()).isEqualTo(plain.modelText());
        assertSameModel(two.get(0), one);
        assertSameModel(three.get(0), one);
        assertThat(three.get(0).metric("val_loss")).isEqualTo(one.metric("val_loss"));
    }

    private static void assertSameModel(SampleProcess actual, SampleProcess expected) throws IOException {
        var weights = weights(expected);
        assertThat(weights(actual)).hasSameSizeAs(weights).zipSatisfy(weights, (one, other) -> assertThat(one)
                .isCloseTo(other, within(1e-9)));
    }

    private static List<Double> weights(SampleProcess run) throws IOException {
        var model = run.modelTree();
        var features = StreamSupport.stream(model.get("features").spliterator(), false);
        var weights = new ArrayList<>(List.of(model.get("intercept").doubleValue()));
        features.forEach(feature -> weights.add(feature.get("weight").doubleValue()));
        return weights;
    }

    @Test
    void onlyRankZeroReportsAndWrites() throws Exception {
        try (var server = TrackingServer.start()) {
            var job = ranks.start(ranks.job(3, "127.0.0.2").stream()
                    .map(rank -> rank.tracking(server))
                    .toList());
            Ranks.allEndWell(job);

            assertThat(server.metric("val_auc").values())
                    .containsExactlyElementsOf(job.get(0).metric("val_auc"));
            assertThat(server.parameter("batch_size")).containsExactly("32");
            assertThat(job.get(0).model()).isDirectoryContaining("glob:**model.json");
            assertThat(job.get(1).model()).doesNotExist();
            assertThat(job.get(2).steps()).isEmpty();
        }
    }

    @Test
    void followersMayStartLongBeforeRankZero() throws Exception {
        var job = ranks.job(3, "127.0.0.2");

        var followers = ranks.start(job.subList(1, 3));
        ranks.start(ranks.job(1, "127.0.0.9")).get(0).endedWell(); // time passes
        var leader = ranks.start(job.subList(0, 1));

        Ranks.allEndWell(leader);
        Ranks.allEndWell(followers);
    }

    @Test
    void stoppedJobGoesOnWithAnotherNumberOfRanks() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        var stopped = ranks.start(ranks.job(3, "127.0.0.2").stream()
                .map(rank -> rank.checkpoint(checkpoints).parameter("delay_ms", 600_000))
                .toList());
        stopped.get(0).reaching("epoch 1 ");

        stopped.forEach(SampleProcess::terminate);
        for (var rank : stopped) {
            assertThat(rank.ended().code()).isEqualTo(143);
        }

        var resumed = ranks.start(ranks.job(2, "127.0.0.3").stream()
                .map(rank -> rank.checkpoint(checkpoints))
                .toList());
        Ranks.allEndWell(resumed);
        assertThat(resumed.get(0).steps()).containsExactly(2, 3, 4, 5, 6);
        assertSameModel(
                resumed.get(0), ranks.start(ranks.job(1, "127.0.0.4")).get(0).endedWell());
    }
}
