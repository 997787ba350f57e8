package io.kubesphere.ai.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.tenancy.Place;
import java.util.List;

/** Training jobs as users see and change them; objects are custom resources in their JSON form. */
public interface TrainingJobs {

    /** Jobs whose custom resource is there; for all that ever ran see {@link TrainingRuns}. */
    Page<JsonNode> page(Place place, ListQuery query);

    /** A 404 when there is none. */
    JsonNode get(String namespace, String name);

    /** Checks references and parameters, then creates; a 422 names every wrong field. */
    JsonNode create(Caller caller, String namespace, JsonNode job);

    JsonNode patch(String namespace, String name, ResourcePatch patch);

    void delete(String namespace, String name);

    /** Pauses: no worker runs until it is resumed. A 409 when the job has ended. */
    JsonNode stop(String namespace, String name);

    /** Lets a paused job go on. A 409 when it has ended. */
    JsonNode resume(String namespace, String name);

    /** Makes another job of what a job ran, also of one whose custom resource is gone. */
    JsonNode rerun(Caller caller, String namespace, String name, Rerun request);

    /** Kubernetes' events about the job, its engine object and its pods, oldest first. */
    List<JobEvent> events(String namespace, String name);

    /** The job's pods that exist, by rank. */
    List<Worker> workers(String namespace, String name);
}
