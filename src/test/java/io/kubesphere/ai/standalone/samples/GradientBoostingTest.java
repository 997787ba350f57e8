package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientBoostingTest {
    @TempDir
    private Path directory;

    private Sample sample(String name) {
        return Sample.of("gradient-boosting", directory.resolve(name));
    }

    @Test
    void learnsToTellBadRisksFromGoodOnes() throws Exception {
        var run = sample("default").runsWell();

        var losses = run.metric("train_loss");
        assertThat(run.steps()).isEqualTo(IntStream.rangeClosed(1, 150).boxed().toList());
        assertThat(run.lastMetric("train_loss")).isLessThan(0.7 * losses.get(0));
        assertThat(run.lastMetric("val_loss")).isLessThan(0.55);
        assertThat(run.lastMetric("val_auc")).isGreaterThan(0.75);
        assertThat(run.lastMetric("val_accuracy")).isGreaterThan(0.72);
        assertThat(importance(run)).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(importance(run).stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(1e-9));
        assertThat(Files.readAllLines(run.model().resolve("importance.csv")))
                .hasSize(21)
                .anySatisfy(line -> assertThat(line).startsWith("\"status_of_existing_checking_account\",0."));
    }

    private static List<Double> importance(SampleProcess run) throws IOException {
        return Files.readAllLines(run.model().resolve("importance.csv")).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
    }

    @Test
    void modelAloneGivesTheProbabilitiesThatWereReported() throws Exception {
        var run = sample("model").parameter("trees", 20).runsWell();

        var model = run.modelTree();
        var reported = 0.75 * run.lastMetric("train_loss") + 0.25 * run.lastMetric("val_loss");
        assertThat(Scoring.loss(row -> Scoring.boosting(model, row))).isCloseTo(reported, within(1e-5));
    }

    @Test
    void sameSeedGivesTheSameModelAndAnotherSeedAnother() throws Exception {
        var first = sample("first").parameter("trees", 5).parameter("seed", 7).runsWell();
        var second = sample("second").parameter("trees", 5).parameter("seed", 7).runsWell();
        var other = sample("other").parameter("trees", 5).parameter("seed", 8).runsWell();

        assertThat(second.modelText()).isEqualTo(first.modelText());
        assertThat(other.modelText()).isNotEqualTo(first.modelText());
    }

    @Test
    void parametersShapeTheTrees() throws Exception {
        var shallow = sample("shallow")
                .parameter("trees", 4)
                .parameter("max_depth", 1)
                .runsWell();
        var deep =
                sample("deep").parameter("trees", 4).parameter("max_depth", 6).runsWell();
        var large =
                sample("large").parameter("trees", 4).parameter("min_leaf", 300).runsWell();

        assertThat(shallow.steps()).containsExactly(1, 2, 3, 4);
        assertThat(nodes(shallow)).containsExactly(3, 3, 3, 3);
        assertThat(nodes(deep)).allMatch(nodes -> nodes > 15 && nodes < 128);
        assertThat(nodes(large))
                .as("525 sampled rows cannot be split into 300 and 300")
                .containsExactly(1, 1, 1, 1);
        assertThat(importance(large)).hasSize(20).allMatch(share -> share == 0);
    }

    private static List<Integer> nodes(SampleProcess run) throws IOException {
        var sizes = run.modelTree().get("trees").spliterator();
        return StreamSupport.stream(sizes, false).map(tree -> tree.size()).toList();
    }

    @Test
    void metricsAreReportedTreeByTree() throws Exception {
        try (var server = TrackingServer.start()) {
            var run = sample("tracked").tracking(server).parameter("trees", 4).runsWell();

            assertThat(server.metric("val_auc").keySet()).containsExactly(1, 2, 3, 4);
            assertThat(server.metric("val_auc").values()).containsExactlyElementsOf(run.metric("val_auc"));
            assertThat(server.parameter("max_depth")).containsExactly("3");
        }
    }

    @Test
    void nextStartGoesOnFromTheCheckpointToTheSameModel() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        var uninterrupted = sample("whole").parameter("trees", 12).runsWell();

        sample("half").parameter("trees", 7).checkpoint(checkpoints).runsWell();
        var resumed =
                sample("rest").parameter("trees", 12).checkpoint(checkpoints).runsWell();

        assertThat(resumed.out()).contains("resumed after tree 7");
        assertThat(resumed.steps()).containsExactly(8, 9, 10, 11, 12);
        assertThat(resumed.modelText()).isEqualTo(uninterrupted.modelText());
    }

    @Test
    void sigtermLeavesACheckpointFromWhichTheNextStartGoesOn() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        var task = sample("task").parameter("trees", 3).checkpoint(checkpoints);

        var stopped = task.parameter("delay_ms", 600_000).start().reaching("tree 1 ");
        stopped.terminate();

        assertThat(stopped.ended().code()).isEqualTo(143);
        assertThat(stopped.out()).contains("stopped before tree 2");
        assertThat(task.runsWell().steps()).containsExactly(2, 3);
    }

    @Test
    void checkpointOfAnotherTaskIsRefused() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        sample("first").parameter("trees", 1).checkpoint(checkpoints).runsWell();

        sample("second").parameter("seed", 1).checkpoint(checkpoints).run().endedBy(1, "other data or parameters");
    }
}
