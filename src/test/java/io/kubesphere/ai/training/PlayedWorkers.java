package io.kubesphere.ai.training;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** Does to one job of one worker what the Job controller, the scheduler and a kubelet would do. */
public record PlayedWorkers(KubernetesClient client, String namespace, String name) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The engine's Job, as soon as it is there. */
    public Job job() {
        return await().atMost(PATIENCE).until(this::stored, Objects::nonNull);
    }

    private Job stored() {
        return client.batch().v1().jobs().inNamespace(namespace).withName(name).get();
    }

    /** The worker runs, by the clock of a node that is {@code skew} ahead. */
    public void run(Duration skew) {
        var job = job();
        var now = Instant.now().plus(skew).truncatedTo(ChronoUnit.SECONDS).toString();
        var pod = client.resource(pod(job)).create();
        say(pod, running(now));
        say(new JobStatusBuilder()
                .withActive(1)
                .withReady(1)
                .withStartTime(job.getMetadata().getCreationTimestamp())
                .build());
    }

    /** The program has ended with 0, its outputs are stored, and the Job says so. */
    public void succeed() {
        endPod("Succeeded", 0);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        say(new JobStatusBuilder()
                .withSucceeded(1)
                .withStartTime(job().getMetadata().getCreationTimestamp())
                .withCompletionTime(now)
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .withLastTransitionTime(now)
                .endCondition()
                .build());
    }

    /** The program has ended with this code, and the Job gives up. */
    public void fail(int exitCode) {
        endPod("Failed", exitCode);
        say(new JobStatusBuilder()
                .withFailed(1)
                .withStartTime(job().getMetadata().getCreationTimestamp())
                .addNewCondition()
                .withType("Failed")
                .withStatus("True")
                .withReason("BackoffLimitExceeded")
                .withMessage("Job has reached the specified backoff limit")
                .withLastTransitionTime(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .endCondition()
                .build());
    }

    /** The Job controller takes the pods of a suspended Job away. */
    public void end() {
        client.pods()
                .inNamespace(namespace)
                .withName(podName())
                .withGracePeriod(0)
                .delete();
        say(new JobStatusBuilder()
                .addNewCondition()
                .withType("Suspended")
                .withStatus("True")
                .endCondition()
                .build());
    }

    private void endPod(String phase, int exitCode) {
        var pod = client.pods().inNamespace(namespace).withName(podName()).get();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        say(
                pod,
                new PodStatusBuilder()
                        .withPhase(phase)
                        .withContainerStatuses(container("node")
                                .withNewState()
                                .withNewTerminated()
                                .withExitCode(exitCode)
                                .withReason(exitCode == 0 ? "Completed" : "Error")
                                .withStartedAt(now)
                                .withFinishedAt(now)
                                .endTerminated()
                                .endState()
                                .build())
                        .build());
    }

    private static PodStatus running(String since) {
        return new PodStatusBuilder()
                .withPhase("Running")
                .withStartTime(since)
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("True")
                .endCondition()
                .withContainerStatuses(container("node")
                        .withReady(true)
                        .withNewState()
                        .withNewRunning()
                        .withStartedAt(since)
                        .endRunning()
                        .endState()
                        .build())
                .build();
    }

    private static ContainerStatusBuilder container(String name) {
        return new ContainerStatusBuilder(new ContainerStatus())
                .withName(name)
                .withImage("trainer:1")
                .withImageID("trainer:1")
                .withRestartCount(0)
                .withReady(false);
    }

    private void say(Pod pod, PodStatus status) {
        client.resource(new PodBuilder(pod).withStatus(status).build()).updateStatus();
    }

    private void say(JobStatus status) {
        client.resource(new JobBuilder(job()).withStatus(status).build()).updateStatus();
    }

    private String podName() {
        return name + "-0-abcde";
    }

    private Pod pod(Job job) {
        var template = job.getSpec().getTemplate();
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(podName())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels("job-name", name)
                .addToLabels("batch.kubernetes.io/job-completion-index", "0")
                .withAnnotations(template.getMetadata().getAnnotations())
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("Job")
                .withName(name)
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpecLike(template.getSpec())
                .withNodeName("node-1")
                .endSpec()
                .build();
    }
}
