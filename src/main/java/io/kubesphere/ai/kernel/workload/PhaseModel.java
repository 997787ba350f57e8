package io.kubesphere.ai.kernel.workload;

/** STUB - replaced on merge. */
public final class PhaseModel {
    private PhaseModel() {}

    public static Verdict decide(WorkloadObservation observation) {
        return new Verdict(Phase.Queued, new Explanation("", observation.toString(), java.util.List.of(), ""));
    }
}
