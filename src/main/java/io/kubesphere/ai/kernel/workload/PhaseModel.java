package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Optional;

/**
 * The one phase model: what was observed in, phase and explanation out. No I/O, no memory; the same observation always
 * gives the same verdict. Policies are asked in order and the first that has something to say decides.
 */
public final class PhaseModel {
    private static final List<Policy> POLICIES = List.of(
            EngineVerdicts::finished,
            Absences::decide,
            Pauses::decide,
            QueueWords::decide,
            EngineVerdicts::decided,
            Refusals::ofWorkers,
            Failures::preempted,
            SchedulingTroubles::decide,
            ImageTroubles::decide,
            ContainerTroubles::decide,
            Preparations::failing,
            Failures::failing,
            Preparations::running,
            Beginnings::decide,
            Course::decide);

    private PhaseModel() {}

    public static Verdict decide(WorkloadObservation observation) {
        var scene = Scene.of(observation);
        return POLICIES.stream()
                .map(policy -> policy.decide(scene))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Course.running(scene));
    }
}
