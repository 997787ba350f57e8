package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.workload.Phase;
import java.time.Instant;
import java.util.Optional;

/**
 * As much of a job as lists of all jobs need.
 *
 * @param creator who made it; labels of pods could say anything
 * @param cards whole accelerators that its workers ask for together, as far as the job itself says; otherwise its algorithm
 *     does
 * @param since when it was made if it has never run, otherwise when something last changed
 */
public record JobGlance(
        String namespace,
        String name,
        String uid,
        Optional<String> creator,
        Phase phase,
        String reason,
        String message,
        long cards,
        Instant since) {}
