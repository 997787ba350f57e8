package io.kubesphere.ai.kernel.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a run counts as begun. */
class WorkloadObservationTest {
    private static final Instant ASKED = Instant.parse("2026-01-31T08:00:00Z");
    private static final Instant MADE = Instant.parse("2026-01-31T08:30:00Z");
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-01-31T09:00:00Z");

    @Test
    void runBeginsWithItsFirstWorkerNotWhenItWasAskedFor() {
        var observation =
                observed(engine(2), List.of(pod(FIRST.plusSeconds(60).toString()), pod(null), pod(FIRST.toString())));

        assertThat(observation.begun()).contains(FIRST);
    }

    @Test
    void runWhoseWorkersWaitForANodeHasNotBegun() {
        assertThat(observed(engine(0), List.of(pod(null))).begun()).isEmpty();
    }

    @Test
    void nodeWhoseClockIsWrongMovesNoBeginningBeforeItsPodOrIntoTheFuture() {
        var fast = pod(NOW.plusSeconds(7200).toString());
        var slow = pod(MADE.minusSeconds(7200).toString());

        assertThat(observed(engine(1), List.of(fast)).begun()).contains(NOW);
        assertThat(observed(engine(1), List.of(slow)).begun()).contains(MADE);
    }

    @Test
    void engineIsBelievedWhereThePodsAreGone() {
        assertThat(observed(engine(1), List.of()).begun()).contains(ASKED);
    }

    private static EngineProgress engine(int succeeded) {
        return new EngineProgress(
                false, false, 0, 0, succeeded, 0, 0, Optional.of(ASKED), Optional.empty(), Optional.empty());
    }

    private static Pod pod(String start) {
        return new PodBuilder()
                .withNewMetadata()
                .withCreationTimestamp(MADE.toString())
                .endMetadata()
                .withNewStatus()
                .withStartTime(start)
                .endStatus()
                .build();
    }

    private static WorkloadObservation observed(EngineProgress engine, List<Pod> pods) {
        return new WorkloadObservation(
                false,
                "Job/run",
                true,
                Optional.of(engine),
                pods,
                List.of(),
                Optional.empty(),
                false,
                2,
                0,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                NOW);
    }
}
