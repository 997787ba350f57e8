package io.kubesphere.ai.training.control;

import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The labels by which a job's objects are found, by us and by log and metric pipelines. */
@ApplicationScoped
class JobMarks {
    private final Workspaces workspaces;

    JobMarks(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    Map<String, String> labels(TrainingJob job, ResolvedJob resolved) {
        var meta = job.getMetadata();
        var labels = new HashMap<String, String>();
        labels.put(Labels.MODULE, JobLabels.MODULE);
        labels.put(Labels.RUN, meta.getName());
        labels.put(Labels.RUN_UID, meta.getUid());
        labels.put(
                Labels.APPLICATION,
                resolved.algorithm().map(PublishedVersion::algorithm).orElse(meta.getName()));
        resolved.algorithm()
                .ifPresent(
                        used -> labels.put(Labels.ALGORITHM_VERSION, used.spec().name()));
        JobIndex.creator(job).map(Labels::value).ifPresent(owner -> labels.put(Labels.OWNER, owner));
        workspaces.workspaceOf(meta.getNamespace()).ifPresent(name -> labels.put(Labels.WORKSPACE, name));
        return labels;
    }

    Map<String, String> annotations(TrainingJob job) {
        return JobIndex.creator(job).map(user -> Map.of(Labels.CREATOR, user)).orElse(Map.of());
    }
}
