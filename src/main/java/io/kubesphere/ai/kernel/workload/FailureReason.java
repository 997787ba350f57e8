package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** What ended a worker, or the run. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum FailureReason implements Reason {
    ProgramFailed("The program ended with an error", "See the end of the worker's log", Phase.Restarting, Phase.Failed),
    CommandNotExecutable(
            "The command is there but cannot be executed",
            "Make the file executable in the image, and check its first line",
            Phase.Restarting,
            Phase.Failed),
    CommandNotFound(
            "The shell does not find the command",
            "Check the command's name and the PATH of the image",
            Phase.Restarting,
            Phase.Failed),
    ProgramKilled(
            "The program was killed, and not for its memory as far as the node says",
            "See the end of the log; a child process that the kernel killed for its memory looks like this",
            Phase.Restarting,
            Phase.Failed),
    ProgramCrashed(
            "The program crashed in native code",
            "See the end of the log; check that driver, CUDA and libraries fit together",
            Phase.Restarting,
            Phase.Failed),
    ProgramTerminated(
            "The program was asked to end",
            "See the events: somebody or something ended the worker",
            Phase.Restarting,
            Phase.Failed),
    OutOfMemory(
            "A container used more memory than it may",
            "Ask for more memory, or use a smaller batch or fewer data loaders",
            Phase.Restarting,
            Phase.Failed),
    NodePressure(
            "The node ran short of a resource and evicted the worker",
            "Ask for as much memory and disk as the program needs; run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    DiskLimitExceeded(
            "The worker wrote more to local disk than it may",
            "Write less to local disk, or keep large files on a volume",
            Phase.Restarting,
            Phase.Failed),
    NodeLost(
            "The worker's node is gone or does not answer",
            "The program is not to blame: run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    NodeShutdown(
            "The worker's node was shut down",
            "The program is not to blame: run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    WorkerDrained(
            "The worker was moved off its node, as when a node is maintained",
            "The program is not to blame: run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    TaintEvicted(
            "The worker's node was closed by a taint that it does not tolerate",
            "Ask the platform admin why the node was closed; run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    PreemptedByPriority(
            "The scheduler gave the worker's place to a pod of higher priority",
            "Use a higher priority, or retries, so that it starts again by itself when there is a place",
            Phase.Preempted,
            Phase.Failed),
    DeviceUnavailable(
            "The node could not give the worker the device that it was promised",
            "Run it again, if it does not start by itself; ask the platform admin to look at the node's devices",
            Phase.Restarting,
            Phase.Failed),
    RejectedByNode(
            "The node did not take the worker after all",
            "Run it again, if it does not start again by itself; if this stays, ask the platform admin",
            Phase.Restarting,
            Phase.Failed),
    WorkerDeleted(
            "A worker was deleted",
            "Ask who deletes pods in the project; run it again, if it does not start again by itself",
            Phase.Restarting,
            Phase.Failed),
    DeadlineExceeded(
            "The run took longer than its deadline",
            "Make another run with a later deadline, or one that goes on from the last checkpoint",
            Phase.Restarting,
            Phase.Failed),
    EngineUnfit(
            "The engine does not know the runtime that it is to use",
            "Ask the platform admin whether the engine is installed completely",
            Phase.Failed),
    WorkersFailed(
            "Workers failed, and nothing is left that tells why",
            "See the archived logs and events of the run",
            Phase.Restarting,
            Phase.Failed);

    private final ReasonText text;

    FailureReason(String meaning, String nextStep, Phase first, Phase... more) {
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
