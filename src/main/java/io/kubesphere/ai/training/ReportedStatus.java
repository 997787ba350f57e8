package io.kubesphere.ai.training;

/** How a run stands according to its program; the platform decides by itself whether a run has succeeded. */
public enum ReportedStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED
}
