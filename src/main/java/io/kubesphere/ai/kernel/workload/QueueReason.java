package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** What the admission queue says. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum QueueReason implements Reason {
    WaitingForQueue(
            "The queue has not taken note of the run yet",
            "Wait; if this stays, ask the platform admin whether the queue and its controller are there",
            Phase.Queued),
    PendingEvaluation(
            "The queue has not evaluated the run yet, or others come before it", "Wait for your turn", Phase.Queued),
    WaitingForQuota(
            "The quota that fits is in use",
            "Wait for other runs to end, ask for less, or use another queue",
            Phase.Queued),
    ExceedsMaxQuota(
            "The run asks for more than the queue can ever give",
            "Make another run with fewer workers or resources, or ask the admin for more quota",
            Phase.Queued),
    NoMatchingFlavor(
            "The queue has no kind of node that fits the node selector and tolerations",
            "Make another run for a card model or node label that the queue offers",
            Phase.Queued),
    TopologyPlacementFailed(
            "Quota is free, but no group of nodes that are close together is large enough",
            "Wait, or make another run with fewer workers",
            Phase.Queued),
    WaitingForPreemptedWorkloads("Other runs are being evicted to make room for this one", "Wait", Phase.Queued),
    QueueMissing(
            "The queue does not exist",
            "Make another run with a queue that the project has, or ask the admin to make this one",
            Phase.Queued),
    QueueMisconfigured(
            "The queue is not set up for this run",
            "Ask the platform admin; the evidence says what is wrong",
            Phase.Queued),
    QueueStopped("The queue is stopped", "Ask the admin when it opens again, or use another queue", Phase.Queued),
    WaitingForPodsReady("Earlier runs are still starting, and the queue waits for them", "Wait", Phase.Queued),
    AdmissionGated(
            "A gate that was put on the run keeps it back",
            "Ask who put the gate there; the evidence names it",
            Phase.Queued),
    OnHold("The queue keeps the run on hold", "Ask the platform admin", Phase.Queued),
    WaitingForAdmissionChecks(
            "Quota is set aside; a check of the admin's, such as getting nodes, is not through yet",
            "Wait; the evidence names the check",
            Phase.Queued),
    WaitingForTopology(
            "Quota is set aside; nodes that are close together are still being chosen", "Wait", Phase.Queued),
    HeldByQueue(
            "The queue keeps the run back",
            "See the queue's own words in the evidence, or ask the platform admin",
            Phase.Queued),
    PreemptedInQueue(
            "A run of higher priority in the same queue took the quota",
            "Wait: it starts again by itself, from its last checkpoint if it wrote one; or use a higher priority",
            Phase.Preempted),
    ReclaimedByOwner(
            "The quota was borrowed and its owner took it back",
            "Wait: it starts again by itself, from its last checkpoint if it wrote one",
            Phase.Preempted),
    PreemptedForFairness(
            "Another queue had less than its fair share and took the quota",
            "Wait: it starts again by itself, from its last checkpoint if it wrote one",
            Phase.Preempted),
    PreemptedWhileBorrowing(
            "A run of higher priority in another queue took quota that this one had borrowed",
            "Wait: it starts again by itself, from its last checkpoint if it wrote one",
            Phase.Preempted),
    StartTimedOut(
            "Not all workers were ready in the time that the queue gives, so it took the quota back",
            "See why workers did not start; the queue tries again by itself",
            Phase.Preempted),
    AdmissionCheckFailed(
            "A check of the admin's failed after the start, so the queue took the quota back",
            "Wait: it starts again by itself; the evidence names the check",
            Phase.Preempted),
    QueueDrained(
            "The queue was stopped and all its runs were ended", "Ask the admin when it opens again", Phase.Preempted),
    EvictedAfterNodeFailure(
            "A node failed, so the queue takes the run to other nodes",
            "Wait: it starts again by itself, from its last checkpoint if it wrote one",
            Phase.Preempted),
    EvictedByQueue(
            "The queue took the quota back", "Wait: it starts again by itself; the evidence says why", Phase.Preempted),
    SwitchedOffInQueue(
            "The run is switched off in the queue",
            "Pause and resume the run to switch it on, or ask the platform admin",
            Phase.Paused),
    RequeueLimitReached(
            "The run failed to start as often as the queue allows, so the queue gave it up",
            "Mend what keeps workers from starting, then pause and resume the run",
            Phase.Paused),
    QueueTimeLimitReached(
            "The run had all the time that the queue gives",
            "Pause and resume it to go on from its last checkpoint, or ask the admin for more time",
            Phase.Paused),
    AdmissionCheckRejected(
            "A check of the admin's refused the run, so the queue gave it up",
            "Ask the platform admin; the evidence names the check",
            Phase.Paused);

    private final ReasonText text;

    QueueReason(String meaning, String nextStep, Phase first, Phase... more) {
        this.text = ReasonText.of(meaning, nextStep, first, more);
    }

    @Override
    public String meaning() {
        return text.meaning();
    }

    @Override
    public String nextStep() {
        return text.nextStep();
    }

    @Override
    public Set<Phase> phases() {
        return text.phases();
    }
}
