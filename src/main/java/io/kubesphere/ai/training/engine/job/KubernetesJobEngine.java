package io.kubesphere.ai.training.engine.job;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.training.engine.EngineApi;
import io.kubesphere.ai.training.engine.Rendezvous;
import io.kubesphere.ai.training.engine.RunPlan;
import io.kubesphere.ai.training.engine.TrainingEngine;
import io.kubesphere.ai.training.engine.WorkerPods;
import io.kubesphere.ai.training.engine.kueue.KueueLabels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An Indexed Job and, where it has several workers, a headless Service through which they find rank 0. A failed worker
 * is replaced alone; the others are not restarted with it.
 */
@ApplicationScoped
public class KubernetesJobEngine implements TrainingEngine {
    static final String NAME = "KubernetesJob";
    private static final int PREFERENCE = 10;

    /** The Job controller's own label, under the name that all Kubernetes versions write. */
    private static final String JOB_NAME = "job-name";

    private static final int LONGEST_LABEL = 63;

    /** Rank 0 of a worker that has no others. */
    private static final String ALONE = "localhost";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return PREFERENCE;
    }

    @Override
    public EngineApi api() {
        return new EngineApi("batch/v1", "Job", "jobs");
    }

    @Override
    public List<HasMetadata> desired(RunPlan plan) {
        return isDistributed(plan) ? List.of(service(plan), job(plan)) : List.of(job(plan));
    }

    private static boolean isDistributed(RunPlan plan) {
        return plan.replicas() > 1;
    }

    /** Addresses are published before readiness, since workers wait for rank 0 before they do anything else. */
    private static Service service(RunPlan plan) {
        return new ServiceBuilder()
                .withMetadata(meta(plan, subdomain(plan), plan.labels()))
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(Map.of(JOB_NAME, plan.name()))
                .addNewPort()
                .withName("rendezvous")
                .withPort(Rendezvous.PORT)
                .endPort()
                .endSpec()
                .build();
    }

    private static Job job(RunPlan plan) {
        return new JobBuilder()
                .withMetadata(meta(plan, plan.name(), KueueLabels.of(plan)))
                .withNewSpec()
                .withCompletionMode("Indexed")
                .withCompletions(plan.replicas())
                .withParallelism(plan.replicas())
                // Counted per pod, and the failure of one worker usually takes the others along.
                .withBackoffLimit(plan.retries().orElse(0) * plan.replicas())
                .withActiveDeadlineSeconds(
                        plan.deadlineSeconds().isPresent()
                                ? plan.deadlineSeconds().getAsLong()
                                : null)
                .withSuspend(KueueLabels.suspended(plan))
                .withTemplate(template(plan))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(RunPlan plan) {
        var rendezvous = new Rendezvous(address(plan), plan.replicas(), WorkerPods.processes(plan.resources()));
        var variables = Stream.concat(rendezvous.variables().stream(), rendezvous.torchrun().stream());
        var template = WorkerPods.template(plan, variables.toList());
        if (isDistributed(plan)) {
            template.getSpec().setSubdomain(subdomain(plan));
        }
        return template;
    }

    private static String address(RunPlan plan) {
        return isDistributed(plan) ? plan.name() + "-0." + subdomain(plan) : ALONE;
    }

    /** A Service's name must begin with a letter (RFC 1035), a Job's need not. */
    private static String subdomain(RunPlan plan) {
        return Character.isDigit(plan.name().charAt(0)) ? "run-" + plan.name() : plan.name();
    }

    private static ObjectMeta meta(RunPlan plan, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withNamespace(plan.namespace())
                .withName(name)
                .withLabels(labels)
                .withAnnotations(plan.annotations())
                .withOwnerReferences(plan.owner())
                .build();
    }

    @Override
    public EngineProgress read(GenericKubernetesResource main) {
        return JobProgress.read(main);
    }

    @Override
    public List<String> unsupported(RunPlan plan) {
        var hostname = plan.name() + "-" + (plan.replicas() - 1);
        return hostname.length() > LONGEST_LABEL
                ? List.of("the name is too long: " + hostname + " must have at most 63 characters")
                : List.of();
    }
}
