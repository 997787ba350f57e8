package io.kubesphere.ai.kernel.workload;

/** What the phase model decided, and why. */
public record Verdict(Phase phase, Explanation explanation) {}
