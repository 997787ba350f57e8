package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.UncountedTerminatedPods;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Counts pods that have ended, each exactly once. A pod's uid is written into the status first, then its finalizer is
 * removed, and only when that is gone the uid turns into a number; so after a kill anywhere the next pass knows how far
 * the counting had come. An Indexed job needs no uids of successes: it knows them by index.
 */
final class Ledger {

    private final JobFacts facts;
    private final Optional<Verdict> verdict;
    private final JobStatus status;
    private final Set<String> tracked = new HashSet<>();

    /** @param status is brought up to date */
    Ledger(JobFacts facts, Optional<Verdict> verdict, JobStatus status) {
        this.facts = facts;
        this.verdict = verdict;
        this.status = status;
        if (status.getUncountedTerminatedPods() == null) {
            status.setUncountedTerminatedPods(new UncountedTerminatedPods());
        }
        facts.pods().stream().filter(JobPod::isTracked).forEach(pod -> tracked.add(pod.uid()));
    }

    /** Notes in the status which pods have ended; answers those that may be released once the status is written. */
    List<JobPod> enter() {
        settle();
        var release = new ArrayList<JobPod>();
        for (var pod : facts.pods()) {
            if (pod.isTracked() && mayGo(pod)) {
                release.add(pod);
                enter(pod);
            }
        }
        if (facts.job().isIndexed()) {
            status.setSucceeded(facts.completed().size());
            status.setCompletedIndexes(emptyToNull(facts.completed().toString()));
            if (facts.job().backoffLimitPerIndex().isPresent()) {
                status.setFailedIndexes(facts.failedIndexes().toString());
            }
        }
        return release;
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private boolean mayGo(JobPod pod) {
        if (facts.job().isBeingDeleted() || verdict.isPresent() || pod.hasSucceeded()) {
            return true;
        }
        return pod.hasFailed(facts.job())
                && facts.awaitingReplacement().values().stream()
                        .noneMatch(kept -> kept.uid().equals(pod.uid()));
    }

    private void enter(JobPod pod) {
        var uncounted = status.getUncountedTerminatedPods();
        if (pod.hasSucceeded() && !facts.isUncountedFailure(pod)) {
            if (!facts.job().isIndexed() && !facts.isUncountedSuccess(pod)) {
                uncounted.getSucceeded().add(pod.uid());
            }
            return;
        }
        var isFailure = pod.hasFailed(facts.job())
                || verdict.filter(known -> !known.success()).isPresent();
        if (isFailure
                && !facts.isUncountedFailure(pod)
                && facts.job().counts(pod.index())
                && facts.policy().decide(pod).countsAsFailure()) {
            uncounted.getFailed().add(pod.uid());
        }
    }

    void released(JobPod pod) {
        tracked.remove(pod.uid());
    }

    /** Turns uids of released pods into numbers; true when none is left. */
    boolean settle() {
        var uncounted = status.getUncountedTerminatedPods();
        var succeeded =
                uncounted.getSucceeded().stream().filter(tracked::contains).toList();
        var failed = uncounted.getFailed().stream().filter(tracked::contains).toList();
        var newSucceeded = uncounted.getSucceeded().size() - succeeded.size();
        var newFailed = uncounted.getFailed().size() - failed.size();
        if (newSucceeded > 0) {
            status.setSucceeded(Objects.requireNonNullElse(status.getSucceeded(), 0) + newSucceeded);
        }
        if (newFailed > 0) {
            status.setFailed(Objects.requireNonNullElse(status.getFailed(), 0) + newFailed);
        }
        uncounted.setSucceeded(new ArrayList<>(succeeded));
        uncounted.setFailed(new ArrayList<>(failed));
        return succeeded.isEmpty() && failed.isEmpty();
    }
}
