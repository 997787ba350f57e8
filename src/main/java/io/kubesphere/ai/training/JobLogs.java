package io.kubesphere.ai.training;

import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.RunRef;
import java.util.function.BooleanSupplier;

/** Which log belongs to a training job, also to one whose custom resource is gone. */
public interface JobLogs {

    /**
     * A log to read.
     *
     * @param run whose it is
     * @param ended whether nothing more can start for the run
     */
    record JobLog(RunRef run, BooleanSupplier ended) {}

    /** The log of a job of the project by its name or a run's uid; a 404 when there is none. */
    JobLog find(String namespace, String nameOrUid);

    /** What to ask the cluster's log store for the lines of the same job, while it ran; a 404 when there is none. */
    LineFilter.Wanted lines(String namespace, String nameOrUid);
}
