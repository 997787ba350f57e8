package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One look at one unfinished job. */
final class JobPass {

    private final Parts parts;
    private final JobSpecs job;
    private final List<JobPod> pods;
    private final Instant now;
    private final JobStatus status;
    private final JobConditions conditions;
    private Optional<Duration> again = Optional.empty();

    /** What all passes use. */
    record Parts(KubernetesClient client, PodControl control, JobBackOff backOff, EventRecorder events) {}

    JobPass(Parts parts, Job job, List<JobPod> pods, Instant now) {
        this.parts = parts;
        this.job = new JobSpecs(job);
        this.pods = pods;
        this.now = now;
        this.status = new JobStatusBuilder(this.job.status()).build();
        this.conditions = new JobConditions(status, time());
    }

    private String time() {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Does what is due; answers when something will be. */
    Optional<Duration> run() {
        if (status.getStartTime() == null && !job.isSuspended()) {
            status.setStartTime(time());
        }
        var facts = new JobFacts(job, pods);
        var verdict = Verdict.of(facts, now);
        var result = verdict.isPresent() ? dismissAll(facts) : staff(facts);
        if (verdict.isEmpty() && isComplete(facts, result.active())) {
            verdict = Optional.of(Verdict.COMPLETE);
        } else if (verdict.isEmpty() && !job.isBeingDeleted()) {
            tellOfSuspension();
        }
        count(facts, result);
        record(facts, verdict, facts.terminating() + result.removed());
        Verdict.timeLeft(job, now).filter(left -> !left.isNegative()).ifPresent(this::wakeAfter);
        return again;
    }

    private Staffing.Result dismissAll(JobFacts facts) {
        var active = facts.active();
        active.forEach(pod -> parts.control().delete(job.job(), pod));
        var ready = (int) active.stream().filter(JobPod::isReady).count();
        return new Staffing.Result(0, active.size(), ready);
    }

    private Staffing.Result staff(JobFacts facts) {
        if (job.isBeingDeleted()) {
            return new Staffing.Result(facts.active().size(), 0, 0);
        }
        var staffing = new Staffing(parts.control(), parts.backOff(), facts, now);
        var result = staffing.adjust();
        staffing.again().ifPresent(this::wakeAfter);
        return result;
    }

    private boolean isComplete(JobFacts facts, int active) {
        var enough = job.completions().isEmpty()
                ? facts.succeeded() > 0
                : facts.succeeded() >= job.completions().getAsInt();
        return enough && active == 0;
    }

    private void tellOfSuspension() {
        if (job.isSuspended()) {
            if (conditions.hold("Suspended", "JobSuspended", "Job suspended")) {
                parts.events().normal(job.job(), "Suspended", "Job suspended");
            }
        } else if (conditions.lift("Suspended", "JobResumed", "Job resumed")) {
            parts.events().normal(job.job(), "Resumed", "Job resumed");
            // The deadline counts from here: only the time that a job is active matters.
            status.setStartTime(time());
        }
    }

    private void count(JobFacts facts, Staffing.Result result) {
        var ready = (int) facts.active().stream().filter(JobPod::isReady).count();
        status.setActive(zeroToNull(result.active()));
        status.setReady(ready - result.removedReady());
        status.setTerminating(facts.terminating() + result.removed());
    }

    private static Integer zeroToNull(int number) {
        return number == 0 ? null : number;
    }

    private void record(JobFacts facts, Optional<Verdict> verdict, int terminating) {
        var ledger = new Ledger(facts, verdict, status);
        var release = ledger.enter();
        verdict.ifPresent(known -> conditions.hold(known.interimType(), known.reason(), known.message()));
        var written = write(job.job());
        for (var pod : release) {
            parts.control().release(pod);
            ledger.released(pod);
        }
        var allCounted = ledger.settle();
        var isFinished = verdict.isPresent() && allCounted && terminating == 0;
        if (isFinished) {
            conditions.hold(
                    verdict.get().finalType(),
                    verdict.get().reason(),
                    verdict.get().message());
            status.setCompletionTime(verdict.get().success() ? time() : null);
        }
        write(written);
        if (isFinished) {
            tellEnd(verdict.get());
        }
    }

    private Job write(Job live) {
        if (status.equals(live.getStatus())) {
            return live;
        }
        var changed = new JobBuilder(live)
                .withStatus(new JobStatusBuilder(status).build())
                .build();
        return parts.client().resource(changed).updateStatus();
    }

    private void tellEnd(Verdict verdict) {
        if (verdict.success()) {
            parts.events().normal(job.job(), "Completed", "Job completed");
        } else {
            parts.events().warning(job.job(), verdict.reason(), verdict.message());
        }
    }

    private void wakeAfter(Duration delay) {
        again = Optional.of(again.filter(sooner -> sooner.compareTo(delay) <= 0).orElse(delay));
    }
}
