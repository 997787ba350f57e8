package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogisticRegressionTest {
    @TempDir
    private Path directory;

    private Sample sample(String name) {
        return Sample.of("logistic-regression", directory.resolve(name));
    }

    @Test
    void learnsToTellBadRisksFromGoodOnes() throws Exception {
        var run = sample("default").runsWell();

        var losses = run.metric("train_loss");
        assertThat(run.steps()).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(run.lastMetric("train_loss")).isLessThan(0.9 * losses.get(0));
        assertThat(run.lastMetric("val_loss")).isLessThan(0.55);
        assertThat(run.lastMetric("val_auc")).isGreaterThan(0.75);
        assertThat(run.lastMetric("val_accuracy")).isGreaterThan(0.72);
    }

    @Test
    void modelAloneGivesTheProbabilitiesThatWereReported() throws Exception {
        var run = sample("default").runsWell();

        var model = run.modelTree();
        var reported = 0.75 * run.lastMetric("train_loss") + 0.25 * run.lastMetric("val_loss");
        assertThat(Scoring.loss(row -> Scoring.regression(model, row))).isCloseTo(reported, within(1e-5));
    }

    @Test
    void reportTellsMetricsMistakesAndWeights() throws Exception {
        var run = sample("report").parameter("epochs", 3).runsWell();

        var report = Files.readString(run.model().resolve("report.md"));
        assertThat(report)
                .contains("| val_auc | " + run.lastMetric("val_auc") + " |", "| feature | weight |")
                .contains("| credit_amount | ", "| purpose = car (new) | ");
        assertThat(confusion(report)).isEqualTo(250);
    }

    private static int confusion(String report) {
        return report.lines()
                .filter(line -> line.matches("\\| (other|bad) \\| \\d+ \\| \\d+ \\|"))
                .flatMapToInt(line -> IntStream.of(
                        Integer.parseInt(line.split("\\|")[2].trim()), Integer.parseInt(line.split("\\|")[3].trim())))
                .sum();
    }

    @Test
    void sameSeedGivesTheSameModelAndAnotherSeedAnother() throws Exception {
        var first = sample("first").parameter("epochs", 3).parameter("seed", 7).runsWell();
        var second =
                sample("second").parameter("epochs", 3).parameter("seed", 7).runsWell();
        var other = sample("other").parameter("epochs", 3).parameter("seed", 8).runsWell();

        assertThat(second.modelText()).isEqualTo(first.modelText());
        assertThat(other.modelText()).isNotEqualTo(first.modelText());
    }

    @Test
    void parametersChangeWhatIsLearned() throws Exception {
        var few = sample("few").parameter("epochs", 3).runsWell();
        var penalised = sample("l2").parameter("epochs", 3).parameter("l2", 1).runsWell();
        var slow = sample("slow")
                .parameter("epochs", 3)
                .parameter("learning_rate", 1e-4)
                .runsWell();
        var good = sample("good")
                .parameter("epochs", 3)
                .parameter("positive", "good")
                .runsWell();

        assertThat(few.steps()).containsExactly(1, 2, 3);
        assertThat(largestWeight(penalised)).isLessThan(0.5 * largestWeight(few));
        assertThat(slow.lastMetric("train_loss")).isGreaterThan(few.lastMetric("train_loss"));
        assertThat(good.lastMetric("val_auc")).isCloseTo(few.lastMetric("val_auc"), within(1e-6));
        assertThat(good.modelTree().get("intercept").doubleValue())
                .isCloseTo(-few.modelTree().get("intercept").doubleValue(), within(1e-9));
    }

    private static double largestWeight(SampleProcess run) throws IOException {
        return run.modelTree().get("features").findValues("weight").stream()
                .mapToDouble(weight -> Math.abs(weight.doubleValue()))
                .max()
                .orElseThrow();
    }

    @Test
    void nextStartGoesOnFromTheCheckpointToTheSameModel() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        var uninterrupted = sample("whole").parameter("epochs", 6).runsWell();

        sample("half").parameter("epochs", 4).checkpoint(checkpoints).runsWell();
        var resumed =
                sample("rest").parameter("epochs", 6).checkpoint(checkpoints).runsWell();

        assertThat(resumed.out()).contains("resumed after epoch 4");
        assertThat(resumed.steps()).containsExactly(5, 6);
        assertThat(resumed.modelText()).isEqualTo(uninterrupted.modelText());
    }

    @Test
    void sigtermLeavesACheckpointFromWhichTheNextStartGoesOn() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        var uninterrupted = sample("whole").parameter("epochs", 3).runsWell();
        var watched = sample("stopped").parameter("epochs", 3).checkpoint(checkpoints);

        var stopped = watched.parameter("delay_ms", 600_000).start().reaching("epoch 1 ");
        stopped.terminate();
        var resumed =
                afterwards(stopped, sample("resumed").parameter("epochs", 3).checkpoint(checkpoints));

        assertThat(stopped.code()).isEqualTo(143);
        assertThat(stopped.out()).contains("stopped before epoch 2");
        assertThat(stopped.model()).doesNotExist();
        assertThat(resumed.steps()).containsExactly(2, 3);
        assertThat(resumed.modelText()).isEqualTo(uninterrupted.modelText());
    }

    private static SampleProcess afterwards(SampleProcess first, Sample next) throws Exception {
        first.ended();
        return next.runsWell();
    }

    @Test
    void checkpointOfAnotherTaskIsRefused() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        sample("first").parameter("epochs", 1).checkpoint(checkpoints).runsWell();

        sample("second").parameter("l2", 0.5).checkpoint(checkpoints).run().endedBy(1, "other data or parameters");
    }

    @Test
    void damagedCheckpointIsRefused() throws Exception {
        var checkpoints = directory.resolve("checkpoints");
        sample("first").parameter("epochs", 1).checkpoint(checkpoints).runsWell();
        var file = checkpoints.resolve("checkpoint.txt");
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() / 2));

        sample("second").parameter("epochs", 1).checkpoint(checkpoints).run().endedBy(1, "remove it to start anew");
    }

    @Test
    void runawayTrainingSaysWhatToDo() throws Exception {
        sample("runaway")
                .parameter("learning_rate", 1000)
                .parameter("l2", 1000)
                .run()
                .endedBy(1, "try a smaller learning_rate");
    }

    @Test
    void runWithoutOutputDirectorySaysSo() throws Exception {
        sample("nowhere").without("AIP_OUTPUT_MODEL").run().endedBy(1, "AIP_OUTPUT_MODEL is not set");
    }
}
