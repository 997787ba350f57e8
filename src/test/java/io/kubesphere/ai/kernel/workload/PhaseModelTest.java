package io.kubesphere.ai.kernel.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.testing.GoldenCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Recorded moments of runs, each with its verdict. */
class PhaseModelTest {
    /** A count of nodes, or a time of day. */
    private static final Pattern CHANGING = Pattern.compile("\\d+/\\d+|\\d+ node|\\d\\d:\\d\\d");

    /** As it stands in {@code verdict.yaml}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Shown(Phase phase, String reason, String message, List<Evidence> evidence, Optional<ShownFailure> failure) {
        static Shown of(Verdict verdict, Optional<RunFailure> failure) {
            var why = verdict.explanation();
            return new Shown(
                    verdict.phase(), why.reason(), why.message(), why.evidence(), failure.map(ShownFailure::of));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ShownFailure(
            RunFailure.Category category, OptionalInt exitCode, Optional<String> pod, Optional<String> container) {
        static ShownFailure of(RunFailure failure) {
            return new ShownFailure(failure.category(), failure.exitCode(), failure.pod(), failure.container());
        }
    }

    /** Read once: there are many. */
    private static final List<WorkloadObservation> OBSERVATIONS = GoldenCase.all(PhaseModelTest.class).stream()
            .map(golden -> new RecordedCase(golden).observation())
            .toList();

    private static Stream<Verdict> verdicts() {
        return OBSERVATIONS.stream().map(PhaseModel::decide);
    }

    @TestFactory
    Stream<DynamicTest> recordedMomentHasItsVerdict() {
        return GoldenCase.of(PhaseModelTest.class, golden -> {
            var observation = new RecordedCase(golden).observation();
            var verdict = PhaseModel.decide(observation);
            golden.expect("verdict.yaml", Shown.of(verdict, RunFailure.of(observation)));
            assertThat(PhaseModel.decide(observation)).isEqualTo(verdict);
        });
    }

    @Test
    void everyReasonIsCoveredByACaseForEachPhaseThatItExplains() {
        var declared = Reason.all().stream()
                .filter(reason -> !(reason instanceof SubmissionReason))
                .flatMap(reason -> reason.phases().stream().map(phase -> phase + " " + reason.name()))
                .collect(Collectors.toSet());
        var shown = Stream.concat(verdicts(), retried().map(PhaseModel::decide))
                .map(verdict -> verdict.phase() + " " + verdict.explanation().reason())
                .collect(Collectors.toSet());

        assertThat(shown).isEqualTo(declared);
        assertThat(verdicts().map(Verdict::phase)).contains(Phase.values());
    }

    /** The recorded failures, one moment earlier: workers have failed, and there are retries left. */
    private static Stream<WorkloadObservation> retried() {
        return OBSERVATIONS.stream()
                .filter(seen -> !seen.pods().isEmpty())
                .filter(seen -> PhaseModel.decide(seen).phase() == Phase.Failed)
                .filter(seen -> !seen.engine()
                        .orElseThrow()
                        .finish()
                        .orElseThrow()
                        .reason()
                        .equals("DeadlineExceeded"))
                .map(PhaseModelTest::retried);
    }

    private static WorkloadObservation retried(WorkloadObservation seen) {
        var engine = seen.engine().orElseThrow();
        var before = new EngineProgress(
                false, false, 0, 0, 0, engine.failed(), 0, engine.startTime(), Optional.empty(), Optional.empty());
        return with(seen, Optional.of(before), seen.pods(), seen.events(), 2);
    }

    @Test
    void failureIsToldAlikeWhetherTheRunGoesOnOrNot() {
        assertThat(OBSERVATIONS.stream()
                        .filter(seen ->
                                RunFailure.of(seen).flatMap(RunFailure::pod).isPresent()))
                .isNotEmpty()
                .allSatisfy(failed -> {
                    var before = PhaseModel.decide(retried(failed));
                    var after = PhaseModel.decide(failed);
                    assertThat(before.phase()).isIn(Phase.Restarting, Phase.Preempted);
                    assertThat(before.explanation().reason())
                            .isEqualTo(after.explanation().reason());
                });
    }

    @Test
    void reasonExplainsOnlyThePhasesThatItSaysAndBringsItsNextStep() {
        var reasons = Reason.all().stream().collect(Collectors.toMap(Reason::name, Function.identity()));

        assertThat(verdicts()).allSatisfy(verdict -> {
            var reason = reasons.get(verdict.explanation().reason());
            assertThat(reason).isNotNull();
            assertThat(reason.phases()).contains(verdict.phase());
            assertThat(verdict.explanation().nextStep()).isEqualTo(reason.nextStep());
        });
    }

    @Test
    void orderOfPodsAndEventsMeansNothing() {
        assertThat(OBSERVATIONS).allSatisfy(seen -> assertThat(PhaseModel.decide(reversed(seen)))
                .isEqualTo(PhaseModel.decide(seen)));
    }

    private static WorkloadObservation reversed(WorkloadObservation seen) {
        var pods = new ArrayList<>(seen.pods());
        var events = new ArrayList<>(seen.events());
        Collections.reverse(pods);
        Collections.reverse(events);
        return with(seen, seen.engine(), pods, events, seen.retries());
    }

    private static WorkloadObservation with(
            WorkloadObservation seen,
            Optional<EngineProgress> engine,
            List<Pod> pods,
            List<Event> events,
            int retries) {
        return new WorkloadObservation(
                seen.pauseRequested(),
                seen.engineObject(),
                seen.engineApplied(),
                engine,
                pods,
                events,
                seen.queue(),
                seen.queueRequested(),
                seen.workers(),
                retries,
                seen.lastProgress(),
                seen.stallAfter(),
                seen.applyFailure(),
                seen.now());
    }

    @Test
    void messageStaysTheSameWhileTheTroubleIsTheSame() {
        assertThat(verdicts())
                .extracting(verdict -> verdict.explanation().message())
                .allSatisfy(message -> {
                    assertThat(message).isNotBlank().doesNotEndWith(".").matches("\\p{Lu}.*");
                    assertThat(CHANGING.matcher(message).find()).as(message).isFalse();
                });
    }

    @Test
    void whatIsWrongHasEvidence() {
        assertThat(verdicts()
                        .filter(verdict -> !verdict.explanation().nextStep().isEmpty()))
                .filteredOn(verdict -> verdict.phase() != Phase.Paused)
                .allSatisfy(verdict -> assertThat(verdict.explanation().evidence())
                        .isNotEmpty()
                        .allSatisfy(evidence -> assertThat(evidence.object()).contains("/")));
    }
}
