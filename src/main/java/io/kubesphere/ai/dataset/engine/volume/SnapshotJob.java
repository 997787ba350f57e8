package io.kubesphere.ai.dataset.engine.volume;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.kernel.workload.EngineProgress;
import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The Job that reads a volume: one pod at a time, which another follows when it dies. */
public final class SnapshotJob {
    public static final String VOLUME = "volume";

    private static final String COMPLETE = "Complete";
    private static final String FAILED = "Failed";

    /** With the Job controller's growing pauses these take about ten minutes. */
    private static final int MORE_PODS = 6;

    /** For a service that never comes back to remove it. */
    private static final int SECONDS_KEPT = 3600;

    /** What the agent ends with when another pod would find the same. */
    private static final int LAST_WORD = 1;

    private SnapshotJob() {}

    /**
     * What is wanted.
     *
     * @param name of the Job
     * @param owner with which the Job goes
     * @param claim that is mounted
     */
    public record Wanted(String project, String name, Map<String, String> labels, OwnerReference owner, String claim) {}

    public static Job of(Wanted wanted, Container reader) {
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(wanted.project())
                .withName(wanted.name())
                .withLabels(wanted.labels())
                .withOwnerReferences(wanted.owner())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(MORE_PODS)
                .withTtlSecondsAfterFinished(SECONDS_KEPT)
                .withTemplate(pod(wanted, reader))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec pod(Wanted wanted, Container reader) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(wanted.labels())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withContainers(reader)
                .withVolumes(volume(wanted.claim()), AgentContainers.token())
                .endSpec()
                .build();
    }

    /** Read-only is said of the mount: said of the claim, some drivers attach it so, and not beside a pod that writes. */
    private static Volume volume(String claim) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .build();
    }

    /** What the Job says, in the words of the phase model. */
    public static EngineProgress progress(Job job) {
        var status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
        return new EngineProgress(
                // Kueue may be told to hold back the Jobs of all.
                Boolean.TRUE.equals(job.getSpec().getSuspend()),
                job.getMetadata().getDeletionTimestamp() != null,
                number(status.getActive()),
                number(status.getReady()),
                number(status.getSucceeded()),
                number(status.getFailed()),
                0,
                Optional.ofNullable(status.getStartTime()).map(Instant::parse),
                Optional.empty(),
                finish(status));
    }

    private static int number(Integer count) {
        return Objects.requireNonNullElse(count, 0);
    }

    private static Optional<Finish> finish(JobStatus status) {
        return status.getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .filter(condition -> List.of(COMPLETE, FAILED).contains(condition.getType()))
                .findFirst()
                .map(SnapshotJob::finish);
    }

    private static Finish finish(JobCondition condition) {
        return new Finish(
                condition.getType().equals(COMPLETE),
                Objects.requireNonNullElse(condition.getReason(), ""),
                Objects.requireNonNullElse(condition.getMessage(), ""),
                Optional.ofNullable(condition.getLastTransitionTime()).map(Instant::parse));
    }

    /** Why no pod can take the snapshot, in the words of the one that has tried. */
    public static Optional<String> lastWord(List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.getStatus() != null)
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(container -> terminated(container).stream())
                .filter(end -> number(end.getExitCode()) == LAST_WORD)
                .flatMap(end -> Optional.ofNullable(end.getMessage()).stream())
                .filter(message -> !message.isBlank())
                .findFirst();
    }

    private static Optional<ContainerStateTerminated> terminated(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(state -> state.getTerminated());
    }
}
