package io.kubesphere.ai.training.control;

import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The labels by which a job's objects are found, by us and by log and metric pipelines. */
@ApplicationScoped
class JobMarks {
    private static final Pattern UNFIT = Pattern.compile("[^-A-Za-z0-9_.]");
    private static final int LONGEST_VALUE = 63;

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
        JobIndex.creator(job).map(JobMarks::labelValue).ifPresent(owner -> labels.put(Labels.OWNER, owner));
        workspaces.workspaceOf(meta.getNamespace()).ifPresent(name -> labels.put(Labels.WORKSPACE, name));
        return labels;
    }

    Map<String, String> annotations(TrainingJob job) {
        return JobIndex.creator(job).map(user -> Map.of(Labels.CREATOR, user)).orElse(Map.of());
    }

    /** User names may be e-mail addresses; a label takes fewer characters. */
    private static String labelValue(String text) {
        var fit = UNFIT.matcher(text).replaceAll("_");
        var cut = fit.substring(0, Math.min(fit.length(), LONGEST_VALUE));
        return cut.replaceAll("^[-_.]+|[-_.]+$", "");
    }
}
