package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reporting is the same text in all samples, so it is tried with one of them. */
class SampleTrackingTest {
    @TempDir
    private Path directory;

    private Sample sample() {
        return Sample.of("logistic-regression", directory).parameter("epochs", 5);
    }

    @Test
    void everyMetricOfEveryStepIsReported() throws Exception {
        try (var server = TrackingServer.start()) {
            var run = sample().tracking(server).runsWell();

            for (var name : new String[] {"train_loss", "val_loss", "val_auc", "val_accuracy"}) {
                assertThat(server.metric(name).keySet()).containsExactly(1, 2, 3, 4, 5);
                assertThat(server.metric(name).values()).containsExactlyElementsOf(run.metric(name));
            }
            assertThat(server.timestamps("val_auc")).isSorted().allMatch(time -> time > 1_700_000_000_000L);
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void parametersAreReportedWithTheirDefaults() throws Exception {
        try (var server = TrackingServer.start()) {
            sample().tracking(server).parameter("l2", "5e-2").runsWell();

            assertThat(server.parameter("epochs")).containsExactly("5");
            assertThat(server.parameter("l2")).containsExactly("0.05");
            assertThat(server.parameter("batch_size")).containsExactly("32");
            assertThat(server.parameter("target")).containsExactly("creditability");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429})
    void whatAnUnavailableServerMissedIsSentLaterAndOnce(int status) throws Exception {
        try (var server = TrackingServer.answering(number -> number == 1 ? status : 200)) {
            var run = sample().tracking(server).runsWell();

            assertThat(server.metric("val_auc").keySet()).containsExactly(1, 2, 3, 4, 5);
            assertThat(server.parameter("epochs")).containsExactly("5");
            assertThat(run.err()).contains("tracking is away", "1 reports wait", "status " + status);
        }
    }

    @Test
    void serverThatIsDownCostsNothingButWarnings() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        var run = sample().with("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + closed)
                .runsWell();

        assertThat(run.steps()).hasSize(5);
        assertThat(run.modelText()).contains("intercept");
        assertThat(run.err().lines()).isNotEmpty().allMatch(line -> line.startsWith("warning: tracking is away"));
    }

    /** It accepts connections, but says nothing: the training must not stand still with it. */
    @Test
    void serverThatHangsDelaysATenthOfTheTimeAtMost() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var run = sample().with("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + silent.getLocalPort())
                    .parameter("epochs", 200)
                    .runsWell();

            assertThat(run.steps()).hasSize(200);
            assertThat(run.err().lines()).as("tries at start and at the end").hasSizeLessThan(6);
        }
    }

    @Test
    void refusedReportIsToldAndNotRepeated() throws Exception {
        try (var server = TrackingServer.answering(number -> number == 1 ? 400 : 200)) {
            var run = sample().tracking(server).runsWell();

            assertThat(server.requests()).isEqualTo(6);
            assertThat(server.metric("val_auc")).hasSize(5);
            assertThat(run.err()).contains("tracking refuses a report", "status 400");
        }
    }

    @Test
    void stopReportsWhatIsKnown() throws Exception {
        try (var server = TrackingServer.start()) {
            var run = sample().tracking(server)
                    .parameter("delay_ms", 600_000)
                    .start()
                    .reaching("epoch 1 ");

            run.terminate();

            assertThat(run.ended().code()).isEqualTo(143);
            assertThat(server.metric("val_auc")).isEqualTo(Map.of(1, run.lastMetric("val_auc")));
        }
    }
}
