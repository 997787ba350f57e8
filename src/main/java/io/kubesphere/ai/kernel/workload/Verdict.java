package io.kubesphere.ai.kernel.workload;

import java.util.List;

/** What the phase model decided, and why. */
public record Verdict(Phase phase, Explanation explanation) {

    /** With the reason's own meaning, made more exact by {@code detail} unless that is empty. */
    public static Verdict of(Phase phase, Reason reason, String detail, List<Evidence> evidence) {
        var message = detail.isEmpty() ? reason.meaning() : reason.meaning() + ": " + detail;
        return saying(phase, reason, message, evidence);
    }

    static Verdict saying(Phase phase, Reason reason, String message, List<Evidence> evidence) {
        return new Verdict(phase, new Explanation(reason.name(), message, evidence, reason.nextStep()));
    }
}
