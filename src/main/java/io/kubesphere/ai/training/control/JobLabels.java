package io.kubesphere.ai.training.control;

/** Labels and annotations of this module alone. */
final class JobLabels {
    /** Uid of the run that a job repeats; annotation, written by the KAPI, read by people. */
    static final String RERUN_OF = "ai.kubesphere.io/rerun-of";

    /** Value of {@code Labels.MODULE}. */
    static final String MODULE = "training";

    private JobLabels() {}
}
