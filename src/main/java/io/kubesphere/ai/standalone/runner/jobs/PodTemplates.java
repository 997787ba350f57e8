package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** The pods of a job, as they are when they are made. */
record PodTemplates(JobSpecs job, FailurePolicy policy) {

    private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

    /** The API server appends five characters to a prefix of at most 58. */
    private static final int LONGEST_PREFIX = 58;

    /**
     * Another pod.
     *
     * @param index the completion index of an Indexed job's pod
     * @param replaced the failed pod of the same index whose count of failures goes on
     */
    Pod pod(OptionalInt index, Optional<JobPod> replaced) {
        var template = job.job().getSpec().getTemplate();
        var spec = new PodSpecBuilder(template.getSpec()).build();
        var metadata = metadata(Optional.ofNullable(template.getMetadata()).orElseGet(ObjectMeta::new));
        if (index.isEmpty()) {
            return new PodBuilder()
                    .withMetadata(metadata.withGenerateName(prefix("-")).build())
                    .withSpec(spec)
                    .build();
        }
        var number = Integer.toString(index.getAsInt());
        metadata.withGenerateName(prefix("-" + number + "-"))
                .addToLabels(JobNames.INDEX, number)
                .addToAnnotations(JobNames.INDEX, number);
        if (job.backoffLimitPerIndex().isPresent()) {
            countFailures(metadata, replaced);
        }
        return new PodBuilder()
                .withMetadata(metadata.build())
                .withSpec(indexed(spec, number))
                .build();
    }

    private ObjectMetaBuilder metadata(ObjectMeta template) {
        var owner = job.job().getMetadata();
        var finalizers = new ArrayList<>(template.getFinalizers());
        if (!finalizers.contains(JobNames.FINALIZER)) {
            finalizers.add(JobNames.FINALIZER);
        }
        return new ObjectMetaBuilder()
                .withNamespace(owner.getNamespace())
                .withLabels(template.getLabels())
                .withAnnotations(template.getAnnotations())
                .withFinalizers(finalizers)
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(owner.getName())
                .withUid(owner.getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference();
    }

    private String prefix(String end) {
        var name = job.job().getMetadata().getName();
        return name.substring(0, Math.min(name.length(), LONGEST_PREFIX - end.length())) + end;
    }

    private void countFailures(ObjectMetaBuilder metadata, Optional<JobPod> replaced) {
        var counts = replaced.map(pod -> policy.decide(pod).countsAsFailure()).orElse(false);
        var failures = replaced.map(JobPod::indexFailures).orElse(0) + (counts ? 1 : 0);
        var ignored = replaced.map(JobPod::ignoredIndexFailures).orElse(0) + (replaced.isPresent() && !counts ? 1 : 0);
        metadata.addToAnnotations(JobNames.INDEX_FAILURES, Integer.toString(failures));
        if (ignored > 0) {
            metadata.addToAnnotations(JobNames.INDEX_IGNORED_FAILURES, Integer.toString(ignored));
        }
    }

    private PodSpec indexed(PodSpec spec, String number) {
        spec.setHostname(job.job().getMetadata().getName() + "-" + number);
        spec.getInitContainers().forEach(PodTemplates::tellIndex);
        spec.getContainers().forEach(PodTemplates::tellIndex);
        return spec;
    }

    private static void tellIndex(Container container) {
        if (container.getEnv().stream().anyMatch(variable -> variable.getName().equals(INDEX_VARIABLE))) {
            return;
        }
        EnvVar variable = new EnvVarBuilder()
                .withName(INDEX_VARIABLE)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.labels['" + JobNames.INDEX + "']")
                .endFieldRef()
                .endValueFrom()
                .build();
        var env = new ArrayList<>(container.getEnv());
        env.add(variable);
        container.setEnv(env);
    }
}
