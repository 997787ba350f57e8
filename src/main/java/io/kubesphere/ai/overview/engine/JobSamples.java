package io.kubesphere.ai.overview.engine;

import java.time.Duration;

/** What a source can say of the samples that dashboards show of a job. */
public interface JobSamples {

    /** What there are samples of. */
    enum Subject {
        PODS,
        CARDS
    }

    /**
     * How many there have been; zero where the dashboards would find nothing.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when it cannot be asked
     */
    long count(Subject subject, String project, String job, Duration lately);
}
