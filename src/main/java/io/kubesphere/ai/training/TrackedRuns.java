package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.util.List;

/**
 * Runs as their programs see them: a program sees its own run and those it has opened below; any other id is a 404. Ids
 * may be written with or without dashes. Nothing here changes what the platform says about a run.
 */
public interface TrackedRuns {

    TrackedRun get(RunIdentity caller, String run);

    /** Opens a run below another of the caller's; a 403 when the tags do not name one of them as parent. */
    TrackedRun open(RunIdentity caller, ChildRun child);

    TrackedRun claim(RunIdentity caller, String run, RunClaim claim);

    /** A 422 when the filter or an order cannot be understood. */
    Continued<TrackedRun> search(RunIdentity caller, RunSearch search);

    /** Hides a child run; a 403 for the run itself. */
    void delete(RunIdentity caller, String run);

    void restore(RunIdentity caller, String run);

    /** What the platform has stored as outputs of the run; a child run has none. */
    List<OutputRecord> outputs(RunIdentity caller, String run);
}
