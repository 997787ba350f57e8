package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** The course of a run that has started. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum RunReason implements Reason {
    WorkersRunning("All workers run", "", Phase.Running),
    StoringOutputs("The program has ended and its outputs are being stored", "", Phase.Running),
    WorkersEnding("The run is decided; its workers are being ended", "", Phase.Running),
    WorkerKeptAlive(
            "The program has ended, but a container that was put beside it keeps the worker from ending",
            "Ask the platform admin: a proxy that is injected into jobs has to end with them",
            Phase.Running),
    Finishing("All workers have ended; the engine has not said so yet", "", Phase.Running),
    SidecarFailing(
            "A container beside the program keeps failing",
            "See the log of the named container: outputs may not be stored",
            Phase.Preparing,
            Phase.Running),
    Pausing("The run is to be paused; its workers are being ended", "", Phase.Running),
    PausedByUser("The run is paused", "Resume it to go on", Phase.Paused),
    SuspendedElsewhere(
            "The engine's object is suspended although the run is not paused here",
            "Wait: it is resumed; if this stays, somebody else suspends it",
            Phase.Paused),
    NoProgress(
            "All workers run, but there is no log line and no metric any more",
            "Look at the last log lines of each worker: one may wait for another; pause and resume to start again",
            Phase.Stalled),
    NodeUnreachable(
            "A node does not answer, so nobody knows how its worker is",
            "Wait: workers are replaced when the node stays away; or ask the platform admin",
            Phase.Stalled),
    RestartedByEngine(
            "A worker failed and the engine starts all of them again",
            "See the archived log of the attempt before",
            Phase.Restarting),
    Completed("All workers ended well", "", Phase.Succeeded),
    EngineObjectDeleted(
            "The engine's object was deleted by somebody else, so nobody can tell how the run would have ended",
            "Make another run, and ask who deleted it",
            Phase.Lost);

    private final ReasonText text;

    RunReason(String meaning, String nextStep, Phase first, Phase... more) {
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
