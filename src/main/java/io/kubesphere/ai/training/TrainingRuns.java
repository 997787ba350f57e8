package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.tenancy.Place;
import java.util.List;

/** Records of all runs, also of those whose custom resource is gone. */
public interface TrainingRuns {

    Page<RunRecord> page(Place place, ListQuery query);

    /** A run of the project by uid, or else its newest run of that name; a 404 when there is none. */
    RunRecord find(String namespace, String nameOrUid);

    /** Uid of a job that is there, recorded yet or not, or else of the run that {@link #find} finds; a 404 when there is none. */
    String uid(String namespace, String nameOrUid);

    List<OutputRecord> outputs(String uid);

    /** Why a run is where it is; of one that goes on, as of now. */
    JobExplanation explain(String namespace, String nameOrUid);

    /** From 2 to 20 runs side by side. */
    RunComparison compare(String namespace, List<String> namesOrUids);
}
