package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** Why the scheduler has found no node for a worker. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum PlacementReason implements Reason {
    NotScheduledYet(
            "The scheduler has not looked at a worker yet",
            "Wait; if this stays, ask the platform admin whether the scheduler runs",
            Phase.Scheduling),
    SchedulingGated(
            "A gate that was put on a worker keeps it from the scheduler",
            "Wait; if this stays, ask the platform admin",
            Phase.Scheduling),
    AcceleratorUnavailable(
            "No node that fits has enough free accelerators",
            "Wait for other runs to end, or make another run with fewer cards for each worker",
            Phase.Scheduling),
    CpuUnavailable(
            "No node that fits has enough free CPU",
            "Wait for other runs to end, or make another run that asks for less CPU",
            Phase.Scheduling),
    MemoryUnavailable(
            "No node that fits has enough free memory",
            "Wait for other runs to end, or make another run that asks for less memory",
            Phase.Scheduling),
    DiskUnavailable(
            "No node that fits has enough free local disk",
            "Wait for other runs to end, or make another run that asks for less",
            Phase.Scheduling),
    NodesFull(
            "Every node that fits runs as many pods as it may",
            "Wait for other runs to end, or ask the platform admin",
            Phase.Scheduling),
    NodeTainted(
            "The nodes that are left are reserved by taints that workers do not tolerate",
            "Use a queue or node selector for nodes that are open to the project, or ask the platform admin",
            Phase.Scheduling),
    NodeSelectorUnmatched(
            "No node has the labels that the run asks for",
            "Make another run with another card model or node selector",
            Phase.Scheduling),
    PodAffinityUnmatched(
            "No node satisfies the rules about which pods may share one",
            "Ask the platform admin: such rules come from the cluster's policies",
            Phase.Scheduling),
    SpreadUnmatched(
            "No node satisfies the rules about spreading pods",
            "Ask the platform admin: such rules come from the cluster's policies",
            Phase.Scheduling),
    NodesCordoned(
            "The nodes that are left are closed for maintenance", "Wait, or ask the platform admin", Phase.Scheduling),
    NoNodes("The cluster has no nodes", "Ask the platform admin", Phase.Scheduling),
    HostPortTaken("No node has the wanted port free", "Ask the platform admin", Phase.Scheduling),
    ClaimMissing(
            "A volume claim that the workers use does not exist",
            "Make the claim, or make another run with one that exists",
            Phase.Scheduling),
    ClaimPending(
            "A volume claim that the workers use has no volume yet",
            "See the claim's events; ask the platform admin about its storage class",
            Phase.Scheduling),
    VolumeElsewhere(
            "The volume can only be used on nodes that do not fit",
            "Use a volume that can be mounted everywhere, or ask for less, so that the nodes near it fit",
            Phase.Scheduling),
    VolumeLimitReached(
            "Every node that fits has as many volumes as it can take",
            "Wait for other runs to end, or ask the platform admin",
            Phase.Scheduling),
    Unschedulable(
            "The scheduler finds no node for a worker",
            "See the scheduler's own words in the evidence",
            Phase.Scheduling);

    private final ReasonText text;

    PlacementReason(String meaning, String nextStep, Phase first, Phase... more) {
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
