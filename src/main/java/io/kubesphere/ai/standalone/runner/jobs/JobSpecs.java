package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Optional;
import java.util.OptionalInt;

/** What a job asks for, with the API's defaults. */
record JobSpecs(Job job) {

    boolean isIndexed() {
        return "Indexed".equals(job.getSpec().getCompletionMode());
    }

    OptionalInt completions() {
        return optional(job.getSpec().getCompletions());
    }

    int parallelism() {
        return optional(job.getSpec().getParallelism()).orElse(1);
    }

    int backoffLimit() {
        return optional(job.getSpec().getBackoffLimit()).orElse(6);
    }

    OptionalInt backoffLimitPerIndex() {
        return isIndexed() ? optional(job.getSpec().getBackoffLimitPerIndex()) : OptionalInt.empty();
    }

    OptionalInt maxFailedIndexes() {
        return optional(job.getSpec().getMaxFailedIndexes());
    }

    boolean isSuspended() {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    boolean isBeingDeleted() {
        return job.getMetadata().getDeletionTimestamp() != null;
    }

    /** A pod that is still ending is not replaced yet. */
    boolean replacesOnlyFailed() {
        return "Failed".equals(job.getSpec().getPodReplacementPolicy());
    }

    boolean isManagedByOthers() {
        return Optional.ofNullable(job.getSpec().getManagedBy())
                .filter(manager -> !manager.isEmpty() && !manager.equals(JobNames.OWN_CONTROLLER))
                .isPresent();
    }

    /** Whether the index is one that the job counts. */
    boolean counts(OptionalInt index) {
        return !isIndexed()
                || (index.isPresent() && index.getAsInt() < completions().orElse(0));
    }

    JobStatus status() {
        return Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
    }

    /** The condition of a type, if it holds. */
    Optional<JobCondition> holding(String type) {
        return status().getConditions().stream()
                .filter(condition -> condition.getType().equals(type) && "True".equals(condition.getStatus()))
                .findFirst();
    }

    Optional<JobCondition> finished() {
        return holding("Complete").or(() -> holding("Failed"));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
