package io.kubesphere.ai.standalone.runner.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How many pods a job has to have now: makes those that are missing and removes those that are too many. */
final class Staffing {

    private static final int MOST_AT_ONCE = 500;
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private final PodControl control;
    private final JobBackOff backOff;
    private final JobFacts facts;
    private final JobSpecs job;
    private final Instant now;
    private Optional<Duration> again = Optional.empty();

    Staffing(PodControl control, JobBackOff backOff, JobFacts facts, Instant now) {
        this.control = control;
        this.backOff = backOff;
        this.facts = facts;
        this.job = facts.job();
        this.now = now;
    }

    /** When there is something to do that is not due yet. */
    Optional<Duration> again() {
        return again;
    }

    /** The pods that are active afterwards, and how many have been told to end. */
    record Result(int active, int removed, int removedReady) {}

    Result adjust() {
        var active = facts.active();
        if (job.isSuspended()) {
            return remove(active, active.size());
        }
        var surplus = surplus(active);
        if (!surplus.isEmpty()) {
            return remove(surplus, active.size());
        }
        var missing = wanted(active.size()) - active.size() - (job.replacesOnlyFailed() ? facts.terminating() : 0);
        return missing > 0 ? add(Math.min(missing, MOST_AT_ONCE)) : new Result(active.size(), 0, 0);
    }

    private int wanted(int active) {
        if (job.completions().isEmpty()) {
            return facts.succeeded() > 0 ? active : job.parallelism();
        }
        var left = job.completions().getAsInt() - facts.succeeded();
        return Math.max(0, Math.min(left, job.parallelism()));
    }

    private List<JobPod> surplus(List<JobPod> active) {
        var remove = new ArrayList<JobPod>();
        var keep = new ArrayList<JobPod>();
        var seen = new HashSet<Integer>();
        // Of two pods with one index the older stays.
        active.stream().sorted(JobPod.leastLossFirst().reversed()).forEach(pod -> (isWanted(pod, seen) ? keep : remove)
                .add(pod));
        var tooMany = active.size() - wanted(active.size());
        keep.sort(JobPod.leastLossFirst());
        for (var pod : keep) {
            if (remove.size() < tooMany) {
                remove.add(pod);
            }
        }
        return remove;
    }

    private boolean isWanted(JobPod pod, Set<Integer> seen) {
        return !job.isIndexed()
                || (job.counts(pod.index()) && seen.add(pod.index().getAsInt()));
    }

    /** Not counted as failures: it was us. */
    private Result remove(List<JobPod> pods, int active) {
        for (var pod : pods) {
            control.release(pod);
            control.delete(job.job(), pod);
        }
        var ready = (int) pods.stream().filter(JobPod::isReady).count();
        return new Result(active - pods.size(), pods.size(), ready);
    }

    private Result add(int missing) {
        var active = facts.active().size();
        if (job.backoffLimitPerIndex().isEmpty()) {
            var left = backOff.left(facts.pods(), job, now);
            if (!left.isZero()) {
                wakeAfter(left);
                return new Result(active, 0, 0);
            }
        }
        var templates = new PodTemplates(job, facts.policy());
        if (!job.isIndexed()) {
            return new Result(active + make(missing, templates), 0, 0);
        }
        return new Result(active + makeIndexed(missing, templates), 0, 0);
    }

    private int make(int missing, PodTemplates templates) {
        for (var made = 0; made < missing; made++) {
            if (!control.create(job.job(), templates.pod(OptionalInt.empty(), Optional.empty()))) {
                wakeAfter(AFTER_REFUSAL);
                return made;
            }
        }
        return missing;
    }

    private int makeIndexed(int missing, PodTemplates templates) {
        var awaiting = facts.awaitingReplacement();
        var made = 0;
        for (var index : pendingIndexes(missing)) {
            var replaced = Optional.ofNullable(awaiting.get(index));
            var left = backOff.leftOfIndex(replaced, now);
            if (!left.isZero()) {
                wakeAfter(left);
                continue;
            }
            if (!control.create(job.job(), templates.pod(OptionalInt.of(index), replaced))) {
                wakeAfter(AFTER_REFUSAL);
                return made;
            }
            made++;
        }
        return made;
    }

    /** The lowest indexes that neither run nor are done with. */
    private List<Integer> pendingIndexes(int count) {
        var taken = new HashSet<Integer>();
        facts.pods().stream()
                .filter(pod -> pod.isActive() || (job.replacesOnlyFailed() && pod.isTerminating()))
                .forEach(pod -> pod.index().ifPresent(taken::add));
        var pending = new ArrayList<Integer>();
        for (var index = 0; index < job.completions().orElse(0) && pending.size() < count; index++) {
            if (!taken.contains(index)
                    && !facts.completed().has(index)
                    && !facts.failedIndexes().has(index)) {
                pending.add(index);
            }
        }
        return pending;
    }

    private void wakeAfter(Duration delay) {
        again = Optional.of(again.filter(sooner -> sooner.compareTo(delay) <= 0).orElse(delay));
    }
}
