package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The conditions that a kubelet reports (kubelet/status/generate.go); those of others stay as they are. */
record PodConditions(Pod pod, String phase, String now) {

    private static final Set<String> OWN =
            Set.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

    private record Finding(boolean holds, String reason, String message) {

        static Finding yes() {
            return new Finding(true, "", "");
        }
    }

    /** @param statuses of init containers and of the others */
    List<PodCondition> of(PodStatus statuses, boolean canStart) {
        var inits = statuses.getInitContainerStatuses();
        var containers = new ArrayList<>(statuses.getContainerStatuses());
        inits.stream().filter(this::isSidecar).forEach(containers::add);
        var containersReady = ready(containers);
        var conditions = new ArrayList<PodCondition>();
        conditions.add(condition("PodReadyToStartContainers", new Finding(canStart, "", "")));
        conditions.add(condition("Initialized", initialized(inits)));
        conditions.add(condition("Ready", gates(containersReady)));
        conditions.add(condition("ContainersReady", containersReady));
        conditions.add(condition("PodScheduled", Finding.yes()));
        old().stream().filter(condition -> !OWN.contains(condition.getType())).forEach(conditions::add);
        return conditions;
    }

    private boolean isSidecar(ContainerStatus status) {
        return pod.getSpec().getInitContainers().stream()
                .filter(container -> container.getName().equals(status.getName()))
                .anyMatch(container -> Role.ofInit(container) == Role.SIDECAR);
    }

    private Finding initialized(List<ContainerStatus> inits) {
        var incomplete = inits.stream()
                .filter(status -> isSidecar(status) ? !isStarted(status) : !Boolean.TRUE.equals(status.getReady()))
                .map(ContainerStatus::getName)
                .toList();
        if (phase.equals("Succeeded")) {
            return new Finding(true, "PodCompleted", "");
        }
        return incomplete.isEmpty()
                ? Finding.yes()
                : new Finding(
                        false, "ContainersNotInitialized", "containers with incomplete status: " + go(incomplete));
    }

    /** A sidecar that has started once has done its part in the initialization. */
    private static boolean isStarted(ContainerStatus status) {
        return Boolean.TRUE.equals(status.getStarted())
                || status.getState().getTerminated() != null
                || status.getLastState().getTerminated() != null;
    }

    private Finding ready(List<ContainerStatus> statuses) {
        if (phase.equals("Succeeded")) {
            return new Finding(false, "PodCompleted", "");
        }
        if (phase.equals("Failed")) {
            return new Finding(false, "PodFailed", "");
        }
        var unready = statuses.stream()
                .filter(status -> !Boolean.TRUE.equals(status.getReady()))
                .map(ContainerStatus::getName)
                .toList();
        return unready.isEmpty()
                ? Finding.yes()
                : new Finding(false, "ContainersNotReady", "containers with unready status: " + go(unready));
    }

    private Finding gates(Finding containersReady) {
        if (!containersReady.holds()) {
            return containersReady;
        }
        var closed = pod.getSpec().getReadinessGates().stream()
                .map(gate -> gate.getConditionType())
                .filter(type -> find(type)
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .isEmpty())
                .toList();
        return closed.isEmpty()
                ? Finding.yes()
                : new Finding(
                        false,
                        "ReadinessGatesNotReady",
                        "corresponding conditions of pod readiness gates are not true: " + go(closed));
    }

    private static String go(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }

    private List<PodCondition> old() {
        return Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new).getConditions();
    }

    private Optional<PodCondition> find(String type) {
        return old().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    private PodCondition condition(String type, Finding finding) {
        var status = finding.holds() ? "True" : "False";
        var since = find(type)
                .filter(condition -> condition.getStatus().equals(status))
                .map(PodCondition::getLastTransitionTime);
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(finding.reason().isEmpty() ? null : finding.reason())
                .withMessage(finding.message().isEmpty() ? null : finding.message())
                .withLastTransitionTime(since.orElse(now))
                .build();
    }
}
