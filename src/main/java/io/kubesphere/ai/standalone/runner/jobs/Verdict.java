package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a job ends. It is written down in an interim condition first, and in the final one when all pods have ended. */
record Verdict(boolean success, String reason, String message) {

    static final Verdict COMPLETE =
            new Verdict(true, "CompletionsReached", "Reached expected number of succeeded pods");

    private static Verdict failed(String reason, String message) {
        return new Verdict(false, reason, message);
    }

    String interimType() {
        return success ? "SuccessCriteriaMet" : "FailureTarget";
    }

    String finalType() {
        return success ? "Complete" : "Failed";
    }

    /** What can be said before pods are made or removed; what was said once stays so. */
    static Optional<Verdict> of(JobFacts facts, Instant now) {
        var job = facts.job();
        return job.holding("SuccessCriteriaMet")
                .map(condition -> of(true, condition))
                .or(() -> job.holding("FailureTarget").map(condition -> of(false, condition)))
                .or(() -> byPolicy(facts))
                .or(() -> byBackoffLimit(facts))
                .or(() -> byDeadline(facts, now))
                .or(() -> byIndexes(facts))
                .or(() -> new SuccessPolicy(job).verdict(facts.completed()));
    }

    private static Verdict of(boolean success, JobCondition condition) {
        return new Verdict(success, condition.getReason(), condition.getMessage());
    }

    private static Optional<Verdict> byPolicy(JobFacts facts) {
        return facts.pods().stream()
                .filter(pod -> pod.hasFailed(facts.job()))
                .map(facts.policy()::decide)
                .filter(decision -> decision.action() == FailurePolicy.Action.FAIL_JOB)
                .map(decision -> failed("PodFailurePolicy", decision.message()))
                .findFirst();
    }

    private static Optional<Verdict> byBackoffLimit(JobFacts facts) {
        var limit = facts.job().backoffLimit();
        return facts.failed() > limit || restartsExceed(limit, facts)
                ? Optional.of(failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"))
                : Optional.empty();
    }

    private static boolean restartsExceed(int limit, JobFacts facts) {
        var template = facts.job().job().getSpec().getTemplate().getSpec();
        if (!"OnFailure".equals(template.getRestartPolicy())) {
            return false;
        }
        var restarts = facts.pods().stream()
                .filter(pod -> !pod.hasEnded())
                .mapToInt(JobPod::restarts)
                .sum();
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }

    private static Optional<Verdict> byDeadline(JobFacts facts, Instant now) {
        return timeLeft(facts.job(), now)
                        .filter(left -> left.isZero() || left.isNegative())
                        .isPresent()
                ? Optional.of(failed("DeadlineExceeded", "Job was active longer than specified deadline"))
                : Optional.empty();
    }

    /** Until the deadline, if there is one and the job has started. */
    static Optional<Duration> timeLeft(JobSpecs job, Instant now) {
        var seconds = Optional.ofNullable(job.job().getSpec().getActiveDeadlineSeconds());
        var start = Optional.ofNullable(job.status().getStartTime()).filter(time -> !job.isSuspended());
        return start.flatMap(time ->
                seconds.map(limit -> Duration.between(now, Instant.parse(time).plusSeconds(limit))));
    }

    private static Optional<Verdict> byIndexes(JobFacts facts) {
        var job = facts.job();
        var failed = facts.failedIndexes().size();
        if (job.backoffLimitPerIndex().isEmpty() || failed == 0) {
            return Optional.empty();
        }
        if (job.maxFailedIndexes().isPresent()
                && failed > job.maxFailedIndexes().getAsInt()) {
            return Optional.of(failed(
                    "MaxFailedIndexesExceeded", "Job has exceeded the specified maximal number of failed indexes"));
        }
        return failed + facts.completed().size() >= job.completions().orElse(0)
                ? Optional.of(failed("FailedIndexes", "Job has failed indexes"))
                : Optional.empty();
    }
}
