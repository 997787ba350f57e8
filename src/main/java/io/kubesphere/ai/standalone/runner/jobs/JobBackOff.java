package io.kubesphere.ai.standalone.runner.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long a job waits after failures before it makes another pod. It is counted from the pods themselves, so a restart
 * does not shorten it.
 *
 * @param first after one failure; each further one in a row doubles it
 */
public record JobBackOff(Duration first, Duration longest) {

    /** Kubernetes' own values. */
    public static final JobBackOff DEFAULT = new JobBackOff(Duration.ofSeconds(10), Duration.ofMinutes(10));

    private static final int MOST_DOUBLINGS = 20;

    /** What is left of the pause after the failures since the last success. */
    Duration left(List<JobPod> pods, JobSpecs job, Instant now) {
        var ended = pods.stream()
                .filter(pod -> pod.hasSucceeded() || pod.hasFailed(job))
                .sorted(Comparator.comparing(JobPod::finished).reversed())
                .toList();
        var failures =
                (int) ended.stream().takeWhile(pod -> !pod.hasSucceeded()).count();
        return failures == 0 ? Duration.ZERO : left(failures, ended.get(0).finished(), now);
    }

    /** The same for one index, whose last failed pod knows how many failed before it. */
    Duration leftOfIndex(Optional<JobPod> lastFailed, Instant now) {
        return lastFailed
                .map(pod -> left(pod.indexFailures() + pod.ignoredIndexFailures() + 1, pod.finished(), now))
                .orElse(Duration.ZERO);
    }

    private Duration left(int failures, Instant last, Instant now) {
        var pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var capped = pause.compareTo(longest) < 0 ? pause : longest;
        var left = capped.minus(Duration.between(last, now));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
