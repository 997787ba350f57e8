package io.kubesphere.ai.kernel.workload;

import java.util.Set;

/** Before there is anything to observe, or after it: what a module finds by itself, not the phase model. */
@SuppressWarnings("ImmutableEnumChecker") // its text is
public enum SubmissionReason implements Reason {
    InvalidSpec(
            "The job cannot be run as it is written", "Make another job with the named fields mended", Phase.Failed),
    ReferenceMissing(
            "Something that the job refers to is not there yet",
            "Make what is missing, or delete the job",
            Phase.Queued),
    Submitted("The job was submitted and has not been looked at yet", "", Phase.Queued),
    Starting("The job is being started", "", Phase.Queued),
    Deleted("The job was deleted before it had ended", "Rerun it from its record, or make another job", Phase.Failed),
    RecordsUnavailable(
            "The job starts as soon as the database answers",
            "Wait, or ask the platform admin about the database",
            Phase.Queued),
    EngineUnknown(
            "There is no engine of that name",
            "Make another job with one of the engines that are named, or with Auto",
            Phase.Failed),
    EngineUnsupported(
            "The engine cannot do what the job asks for", "Make another job that the engine can run", Phase.Failed),
    OutputMissing(
            "The program ended well but a required output was not stored",
            "See the log of container aip-collect: the program wrote nothing there, or the store was away for too long",
            Phase.Failed),
    OutputsUnknown(
            "The program has ended; whether its outputs are stored is known when the database answers",
            "Wait, or ask the platform admin about the database",
            Phase.Running);

    private final ReasonText text;

    SubmissionReason(String meaning, String nextStep, Phase first, Phase... more) {
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
