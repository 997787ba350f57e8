package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.util.List;

/** What programs report about their runs, and what of it they read back; for ids see {@link TrackedRuns}. */
public interface Reports {

    /** Stores metrics, parameters and tags; the same again changes nothing. A 422 when a parameter would change. */
    void take(RunIdentity caller, String run, Report report);

    /** A 404 when there is no such tag. */
    void removeTag(RunIdentity caller, String run, String key);

    void reads(RunIdentity caller, String run, List<ReportedDataset> datasets);

    /** A 404 when a model is not one of the caller's. */
    void links(RunIdentity caller, String run, List<LoggedModel.Link> models);

    /** Notes a model that the program has made, as MLflow 2 describes it: a JSON object. */
    void makes(RunIdentity caller, String run, String model);

    /**
     * Points of a metric by step and then arrival; none when it was never reported.
     *
     * @param limit at most so many; 0 for as many as fit into one answer
     * @param pageToken where the part before ended; empty for the first
     */
    Continued<MetricPoint> history(RunIdentity caller, String run, String key, int limit, String pageToken);
}
