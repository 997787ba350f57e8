package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.training.JobEvent;
import io.kubesphere.ai.training.Rerun;
import io.kubesphere.ai.training.TrainingJobs;
import io.kubesphere.ai.training.Worker;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes what users want of jobs and turns it into custom resources; the reconciler does the rest. */
@ApplicationScoped
class JobDesk implements TrainingJobs {
    private final ResourceStore<TrainingJob> jobs;
    private final JobResolver resolver;
    private final ReferenceRights rights;
    private final Workspaces workspaces;
    private final JobReruns reruns;
    private final JobObjects objects;

    JobDesk(
            ResourceStore<TrainingJob> jobs,
            JobResolver resolver,
            ReferenceRights rights,
            Workspaces workspaces,
            JobReruns reruns,
            JobObjects objects) {
        this.jobs = jobs;
        this.resolver = resolver;
        this.rights = rights;
        this.workspaces = workspaces;
        this.reruns = reruns;
        this.objects = objects;
    }

    @Override
    public Page<JsonNode> page(Place place, ListQuery query) {
        return jobs.page(workspaces.scope(place), query);
    }

    @Override
    public JsonNode get(String namespace, String name) {
        return jobs.view(jobs.get(namespace, name));
    }

    @Override
    public JsonNode create(Caller caller, String namespace, JsonNode job) {
        return jobs.view(jobs.create(namespace, caller.user(), job, wanted -> require(caller, wanted)));
    }

    /** By KAPI a job that cannot run is refused at once; by kubectl the reconciler says so in its status. */
    private void require(Caller caller, TrainingJob job) {
        rights.require(caller, job);
        var causes = resolver.resolve(job).causes();
        if (!causes.isEmpty()) {
            throw Problem.invalid("TrainingJob", causes)
                    .about(TrainingJob.PLURAL, job.getMetadata().getName());
        }
    }

    @Override
    public JsonNode patch(String namespace, String name, ResourcePatch patch) {
        return jobs.view(jobs.patch(namespace, name, patch, patched -> {}));
    }

    @Override
    public void delete(String namespace, String name) {
        jobs.delete(namespace, name);
    }

    @Override
    public JsonNode stop(String namespace, String name) {
        return suspend(namespace, name, true);
    }

    @Override
    public JsonNode resume(String namespace, String name) {
        return suspend(namespace, name, false);
    }

    private JsonNode suspend(String namespace, String name, boolean suspend) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("suspend", suspend);
        var merge = ResourcePatch.of(ResourcePatch.MERGE_PATCH, patch);
        requireUnfinished(jobs.get(namespace, name));
        return jobs.view(jobs.patch(namespace, name, merge, JobDesk::requireUnfinished));
    }

    private static void requireUnfinished(TrainingJob job) {
        job.observed().filter(status -> status.phase().isTerminal()).ifPresent(status -> {
            throw Problem.of(
                            Problem.Code.CONFLICT,
                            "job %s has ended (%s); run it again instead",
                            job.getMetadata().getName(),
                            status.phase())
                    .about(TrainingJob.PLURAL, job.getMetadata().getName());
        });
    }

    @Override
    public JsonNode rerun(Caller caller, String namespace, String name, Rerun request) {
        return jobs.view(reruns.rerun(caller, namespace, name, request));
    }

    @Override
    public List<JobEvent> events(String namespace, String name) {
        return objects.events(jobs.get(namespace, name));
    }

    @Override
    public List<Worker> workers(String namespace, String name) {
        return objects.workers(jobs.get(namespace, name));
    }
}
