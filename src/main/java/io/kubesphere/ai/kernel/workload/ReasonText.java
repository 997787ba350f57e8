package io.kubesphere.ai.kernel.workload;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be said of a reason.
 *
 * @param meaning as a sentence without a full stop
 * @param nextStep what a data scientist can do; empty when there is nothing to do
 * @param phases that it can explain
 */
record ReasonText(String meaning, String nextStep, Set<Phase> phases) {
    static ReasonText of(String meaning, String nextStep, Phase first, Phase... more) {
        return new ReasonText(meaning, nextStep, Set.copyOf(EnumSet.of(first, more)));
    }
}
