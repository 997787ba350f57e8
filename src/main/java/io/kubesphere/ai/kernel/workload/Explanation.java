package io.kubesphere.ai.kernel.workload;

import java.util.List;

/**
 * Why a workload is in its phase.
 *
 * @param reason CamelCase word for machines, one of {@link Reason}
 * @param message one plain sentence a person can act on; it stays the same while the trouble is the same
 * @param evidence the facts it rests on
 * @param nextStep what to do now; empty when there is nothing to do
 */
public record Explanation(String reason, String message, List<Evidence> evidence, String nextStep) {
    public Explanation {
        evidence = List.copyOf(evidence);
    }
}
