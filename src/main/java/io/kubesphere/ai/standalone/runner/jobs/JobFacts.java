package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.UncountedTerminatedPods;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A job with its pods, and what they come to together. */
final class JobFacts {

    private final JobSpecs job;
    private final List<JobPod> pods;
    private final FailurePolicy policy;
    private final Set<String> uncountedSucceeded;
    private final Set<String> uncountedFailed;
    private final Indexes completedBefore;
    private final Indexes completed;
    private final Indexes failedIndexes;

    JobFacts(JobSpecs job, List<JobPod> pods) {
        this.job = job;
        this.pods = pods.stream()
                .sorted(Comparator.comparingInt(pod -> pod.index().orElse(-1)))
                .toList();
        this.policy = new FailurePolicy(job);
        var uncounted =
                Optional.ofNullable(job.status().getUncountedTerminatedPods()).orElseGet(UncountedTerminatedPods::new);
        this.uncountedSucceeded = new HashSet<>(uncounted.getSucceeded());
        this.uncountedFailed = new HashSet<>(uncounted.getFailed());
        var limit = job.completions().orElse(0);
        this.completedBefore = Indexes.parse(job.status().getCompletedIndexes(), limit);
        this.completed = completedBefore.with(
                indexes(pods.stream().filter(JobPod::hasSucceeded).toList()));
        this.failedIndexes = Indexes.parse(job.status().getFailedIndexes(), limit)
                .with(indexes(pods.stream().filter(this::failsItsIndex).toList()));
    }

    private Set<Integer> indexes(List<JobPod> of) {
        return of.stream()
                .filter(pod -> job.isIndexed() && job.counts(pod.index()))
                .map(pod -> pod.index().getAsInt())
                .collect(Collectors.toSet());
    }

    private boolean failsItsIndex(JobPod pod) {
        if (job.backoffLimitPerIndex().isEmpty() || !pod.hasFailed(job) || !job.counts(pod.index())) {
            return false;
        }
        var decision = policy.decide(pod);
        return decision.action() == FailurePolicy.Action.FAIL_INDEX
                || (decision.countsAsFailure()
                        && pod.indexFailures() >= job.backoffLimitPerIndex().getAsInt());
    }

    JobSpecs job() {
        return job;
    }

    List<JobPod> pods() {
        return pods;
    }

    FailurePolicy policy() {
        return policy;
    }

    List<JobPod> active() {
        return pods.stream().filter(JobPod::isActive).toList();
    }

    int terminating() {
        return (int) pods.stream().filter(JobPod::isTerminating).count();
    }

    boolean isUncountedSuccess(JobPod pod) {
        return uncountedSucceeded.contains(pod.uid());
    }

    boolean isUncountedFailure(JobPod pod) {
        return uncountedFailed.contains(pod.uid());
    }

    Indexes completedBefore() {
        return completedBefore;
    }

    Indexes completed() {
        return completed;
    }

    Indexes failedIndexes() {
        return failedIndexes;
    }

    int succeeded() {
        if (job.isIndexed()) {
            return completed.size();
        }
        var fresh = pods.stream()
                .filter(pod -> pod.isTracked() && pod.hasSucceeded() && !isUncountedSuccess(pod))
                .count();
        return count(job.status().getSucceeded()) + uncountedSucceeded.size() + (int) fresh;
    }

    int failed() {
        var fresh = pods.stream()
                .filter(pod -> pod.isTracked() && pod.hasFailed(job) && !isUncountedFailure(pod))
                .filter(pod -> job.counts(pod.index()))
                .filter(pod -> policy.decide(pod).countsAsFailure())
                .count();
        return count(job.status().getFailed()) + uncountedFailed.size() + (int) fresh;
    }

    private static int count(Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }

    /**
     * The last failed pod of each index that is to be tried again. It is kept until its successor is there, which
     * inherits the count of failures.
     */
    Map<Integer, JobPod> awaitingReplacement() {
        var kept = new HashMap<Integer, JobPod>();
        if (job.backoffLimitPerIndex().isEmpty()) {
            return kept;
        }
        var activeIndexes = indexes(active());
        for (var pod : pods) {
            if (!pod.isTracked() || !pod.hasFailed(job) || !job.counts(pod.index())) {
                continue;
            }
            var index = pod.index().getAsInt();
            if (!completed.has(index) && !failedIndexes.has(index) && !activeIndexes.contains(index)) {
                kept.merge(index, pod, JobFacts::later);
            }
        }
        return kept;
    }

    private static JobPod later(JobPod one, JobPod other) {
        return one.indexFailures() + one.ignoredIndexFailures() > other.indexFailures() + other.ignoredIndexFailures()
                ? one
                : other;
    }
}
