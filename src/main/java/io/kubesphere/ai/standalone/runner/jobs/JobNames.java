package io.kubesphere.ai.standalone.runner.jobs;

/** What the Job controller writes on pods and reads again (batch/v1 well-known labels and annotations). */
final class JobNames {

    static final String FINALIZER = "batch.kubernetes.io/job-tracking";
    static final String INDEX = "batch.kubernetes.io/job-completion-index";
    static final String INDEX_FAILURES = "batch.kubernetes.io/job-index-failure-count";
    static final String INDEX_IGNORED_FAILURES = "batch.kubernetes.io/job-index-ignored-failure-count";
    static final String CONTROLLER_UID = "batch.kubernetes.io/controller-uid";
    static final String OWN_CONTROLLER = "kubernetes.io/job-controller";

    private JobNames() {}
}
