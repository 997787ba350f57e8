package io.kubesphere.ai.kernel.workload;

/** The one phase model for everything that runs pods; a printable summary, computed together with the conditions. */
public enum Phase {
    Queued("It waits for its turn, for quota, or for something that it needs"),
    Paused("It is held back until somebody resumes it"),
    Scheduling("It may start; its workers wait for nodes, images or volumes"),
    Preparing("Its workers fetch code and inputs"),
    Running("Its program runs, or its outputs are being stored"),
    Stalled("It should run, but there has been no sign of it for too long"),
    Restarting("A worker failed and is being started again"),
    Preempted("Its place was taken away; it starts again by itself"),
    Succeeded("It ended well"),
    Failed("It ended with an error"),
    Lost("Nobody can tell any more how it would have ended");

    private final String meaning;

    Phase(String meaning) {
        this.meaning = meaning;
    }

    /** As a sentence without a full stop, about a run. */
    public String meaning() {
        return meaning;
    }

    /** No further change can come: the run has an outcome. */
    public boolean isTerminal() {
        return switch (this) {
            case Succeeded, Failed, Lost -> true;
            case Queued, Paused, Scheduling, Preparing, Running, Stalled, Restarting, Preempted -> false;
        };
    }
}
