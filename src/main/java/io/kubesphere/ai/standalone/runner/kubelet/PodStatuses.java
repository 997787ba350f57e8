package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.kubesphere.ai.standalone.runner.container.PodContext;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a pod's status says, as a kubelet says it. */
final class PodStatuses {

    private static final String DEADLINE = "Pod was active on the node longer than the specified deadline";

    private final Clock clock;

    PodStatuses(Clock clock) {
        this.clock = clock;
    }

    PodStatus of(Snapshot snapshot) {
        var pod = snapshot.pod();
        var old = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
        var inits = statuses(snapshot, snapshot.containers().inits());
        var mains = statuses(snapshot, snapshot.containers().mains());
        var status = new PodStatusBuilder(old)
                .withInitContainerStatuses(inits)
                .withContainerStatuses(mains)
                .withPhase(phase(snapshot, mains))
                .withStartTime(Optional.ofNullable(old.getStartTime()).orElseGet(this::now));
        snapshot.address().ifPresent(address -> status.withPodIP(address)
                .withPodIPs(new PodIP(address))
                .withHostIP(PodContext.HOST_ADDRESS)
                .withHostIPs(new HostIP(PodContext.HOST_ADDRESS)));
        if (snapshot.endsBy(Ending.Cause.DEADLINE_EXCEEDED)) {
            status.withReason("DeadlineExceeded").withMessage(DEADLINE);
        }
        var canStart = snapshot.address().isPresent() && !snapshot.over();
        return status.withConditions(new PodConditions(pod, status.getPhase(), now()).of(status.build(), canStart))
                .build();
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private List<ContainerStatus> statuses(Snapshot snapshot, List<ContainerUnit> units) {
        var otherwise = snapshot.containers().inits().isEmpty() ? "ContainerCreating" : "PodInitializing";
        return units.stream()
                .map(unit -> unit.view().status(otherwise))
                .map(status -> snapshot.over() ? settled(status, snapshot) : status)
                .toList();
    }

    /** Of a pod that was deleted no container may be reported as about to start. */
    private static ContainerStatus settled(ContainerStatus status, Snapshot snapshot) {
        if (status.getState().getTerminated() != null || !snapshot.endsBy(Ending.Cause.DELETED)) {
            return status;
        }
        var end = snapshot.ending().orElseThrow().deadline().toEpochMilli();
        var unknown = ContainerView.terminated(Outcome.unknown(end, end), status.getContainerID());
        unknown.getTerminated().setStartedAt(null);
        return new ContainerStatusBuilder(status).withState(unknown).build();
    }

    private static String phase(Snapshot snapshot, List<ContainerStatus> mains) {
        if (snapshot.over()) {
            var succeeded = !snapshot.endsBy(Ending.Cause.DEADLINE_EXCEEDED)
                    && mains.stream().allMatch(PodStatuses::hasSucceeded);
            return succeeded ? "Succeeded" : "Failed";
        }
        var isPending = !snapshot.containers().isInitialized() || mains.stream().anyMatch(PodStatuses::neverRan);
        return isPending ? "Pending" : "Running";
    }

    private static boolean hasSucceeded(ContainerStatus status) {
        return Optional.ofNullable(status.getState().getTerminated())
                .filter(ended -> ended.getExitCode() == 0)
                .isPresent();
    }

    private static boolean neverRan(ContainerStatus status) {
        return status.getState().getWaiting() != null && status.getLastState().getTerminated() == null;
    }
}
