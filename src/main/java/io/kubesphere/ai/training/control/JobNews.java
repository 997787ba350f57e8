package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.Happening.About;
import io.kubesphere.ai.notification.Happening.Thing;
import io.kubesphere.ai.notification.Happening.Words;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Happenings;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells those who want to know how jobs go; in the transaction that records it, so neither is without the other. */
@ApplicationScoped
class JobNews {
    private final Happenings happenings;
    private final Clock clock;

    JobNews(Happenings happenings, Clock clock) {
        this.happenings = happenings;
        this.clock = clock;
    }

    /** The run has come into its phase from the one before. */
    void changed(Optional<Phase> before, TrainingJob job, RunRecord run) {
        var queue = job.getSpec().queueName().orElse("");
        settleBefore(before, run, queue);
        switch (run.phase()) {
            case Succeeded ->
                happenings.tell(
                        happening(run, queue, HappeningKind.JobSucceeded).keyed(key(run, "ended")));
            case Failed, Lost ->
                happenings.tell(happening(run, queue, HappeningKind.JobFailed).keyed(key(run, "ended")));
            case Stalled -> happenings.begun(key(run, "stalled"), happening(run, queue, HappeningKind.JobStalled));
            case Preempted ->
                happenings.begun(key(run, "preempted"), happening(run, queue, HappeningKind.JobPreempted));
            case Queued, Paused, Scheduling, Preparing, Running, Restarting -> {}
        }
    }

    /** An end is told as such, and no recovery before it. */
    private void settleBefore(Optional<Phase> before, RunRecord run, String queue) {
        if (before.equals(Optional.of(Phase.Stalled))) {
            var end = run.phase().isTerminal()
                    ? Optional.<Happening>empty()
                    : Optional.of(happening(run, queue, HappeningKind.JobRecovered));
            happenings.over(key(run, "stalled"), end);
        }
        if (before.equals(Optional.of(Phase.Preempted))) {
            happenings.over(key(run, "preempted"), Optional.empty());
        }
    }

    /** It has waited for longer than anybody should without being told. */
    void waits(RunRecord run, String queue) {
        happenings.tell(happening(run, queue, HappeningKind.JobWaiting).keyed(key(run, "waiting")));
    }

    private static String key(RunRecord run, String what) {
        return "trainingjob/" + run.uid() + "/" + what;
    }

    private Happening happening(RunRecord run, String queue, HappeningKind kind) {
        var about = new About(
                run.namespace(),
                run.workspace(),
                new Thing("TrainingJob", run.name(), run.uid()),
                run.creator(),
                run.algorithm().map(AlgorithmUse::name).orElse(run.name()),
                queue);
        var why = run.explanation();
        return new Happening("", kind, about, new Words(why.reason(), why.message(), why.nextStep()), at(run));
    }

    private Instant at(RunRecord run) {
        return run.times().finishedAt().orElseGet(clock::instant);
    }
}
