package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.workload.Evidence;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import java.util.List;

/**
 * Why a job is where it is.
 *
 * @param reason CamelCase word; all are listed in docs/guide/phases.md
 * @param message one sentence a person can act on
 * @param nextStep what to do now; empty when there is nothing to do
 * @param evidence the facts it rests on
 */
public record JobExplanation(Phase phase, String reason, String message, String nextStep, List<Evidence> evidence) {
    public static JobExplanation of(Phase phase, Explanation why) {
        return new JobExplanation(phase, why.reason(), why.message(), why.nextStep(), why.evidence());
    }
}
