package io.kubesphere.ai.notification;

/** What can be told; a kind never changes its meaning. */
public enum HappeningKind {
    JobSucceeded(Severity.info, "A job ended well"),
    JobFailed(Severity.error, "A job ended with an error, or nobody can tell how it would have ended"),
    JobStalled(Severity.warning, "A job should run, but there has been no sign of it for too long"),
    JobRecovered(Severity.info, "A job that was stalled goes on"),
    JobPreempted(Severity.warning, "The place of a job was taken away; it starts again by itself"),
    JobWaiting(Severity.warning, "A job has waited for longer than the bound without having started"),
    GpuIdle(Severity.warning, "A pod has held accelerators for a whole window without using them"),
    QuotaNearlyReached(Severity.warning, "The datasets of a project have 80 % of the bytes that they may have"),
    QuotaReached(Severity.error, "The datasets of a project have all the bytes that they may have"),
    Test(Severity.info, "Somebody tried a subscription out");

    /** How urgent it is, in the words of alerts. */
    public enum Severity {
        info,
        warning,
        error
    }

    private final Severity severity;
    private final String meaning;

    HappeningKind(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** As a sentence without a full stop. */
    public String meaning() {
        return meaning;
    }
}
