package io.kubesphere.ai.kernel.workload;

/** The one phase model for everything that runs pods; a printable summary, computed together with the conditions. */
public enum Phase {
    Queued,
    Paused,
    Scheduling,
    Preparing,
    Running,
    Stalled,
    Restarting,
    Preempted,
    Succeeded,
    Failed,
    Lost;

    /** No further change can come: the run has an outcome. */
    public boolean isTerminal() {
        return switch (this) {
            case Succeeded, Failed, Lost -> true;
            case Queued, Paused, Scheduling, Preparing, Running, Stalled, Restarting, Preempted -> false;
        };
    }
}
