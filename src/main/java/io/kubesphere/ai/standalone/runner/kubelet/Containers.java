package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod's containers together: in which order they start, and in which they end. */
final class Containers {

    private final List<ContainerUnit> inits;
    private final List<ContainerUnit> mains;
    private boolean initialized;

    private Containers(List<ContainerUnit> inits, List<ContainerUnit> mains) {
        this.inits = List.copyOf(inits);
        this.mains = List.copyOf(mains);
    }

    static Containers of(Pod pod, PodDirectory directory, Patience patience) {
        var inits = new ArrayList<ContainerUnit>();
        for (var container : pod.getSpec().getInitContainers()) {
            inits.add(new ContainerUnit(container, Role.ofInit(container), directory, patience));
        }
        var mains = new ArrayList<ContainerUnit>();
        for (var container : pod.getSpec().getContainers()) {
            mains.add(new ContainerUnit(container, Role.MAIN, directory, patience));
        }
        return new Containers(inits, mains);
    }

    List<ContainerUnit> all() {
        return Stream.concat(inits.stream(), mains.stream()).toList();
    }

    List<ContainerUnit> inits() {
        return inits;
    }

    List<ContainerUnit> mains() {
        return mains;
    }

    /** Whether the main containers were free to start, once; init containers do not run again after that. */
    boolean isInitialized() {
        return initialized;
    }

    boolean anyRuns() {
        return all().stream().anyMatch(ContainerUnit::isRunning);
    }

    void recover(PodSetup setup) {
        var status = Optional.ofNullable(setup.context().pod().getStatus()).orElseGet(PodStatus::new);
        var known = Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
                .toList();
        all().forEach(unit -> unit.recover(setup, byName(known, unit.name())));
        initialized = inits.isEmpty() || mains.stream().anyMatch(ContainerUnit::hasBegun);
    }

    private static Optional<ContainerStatus> byName(List<ContainerStatus> statuses, String name) {
        return statuses.stream().filter(status -> status.getName().equals(name)).findFirst();
    }

    void observe(PodSetup setup, Soonest again) {
        all().forEach(unit -> unit.observe(setup).ifPresent(again::after));
    }

    boolean mainsAreDone(String policy) {
        return mains.stream().allMatch(unit -> unit.ended()
                .filter(outcome -> !unit.role().restartsAfter(policy, outcome.succeeded()))
                .isPresent());
    }

    boolean initHasFailed(String policy) {
        return policy.equals("Never")
                && !initialized
                && inits.stream().filter(unit -> unit.role() == Role.INIT).anyMatch(unit -> unit.ended()
                        .filter(outcome -> !outcome.succeeded())
                        .isPresent());
    }

    /** Starts what is to run now, and ends what is found to be sick. */
    void advance(PodSetup setup, Duration grace, Soonest again) {
        for (var unit : all()) {
            unit.fatal().ifPresent(why -> unit.stop(setup, unit.fatalGrace(grace), why)
                    .ifPresent(again::after));
        }
        var policy = setup.context().pod().getSpec().getRestartPolicy();
        initialized = initialized || initialize(setup, policy, again);
        if (initialized) {
            sidecars().forEach(unit -> keep(unit, setup, policy, again));
            mains.forEach(unit -> keep(unit, setup, policy, again));
        }
    }

    private List<ContainerUnit> sidecars() {
        return inits.stream().filter(unit -> unit.role() == Role.SIDECAR).toList();
    }

    /** One after the other: an init container to its end, a sidecar until it has started. */
    private boolean initialize(PodSetup setup, String policy, Soonest again) {
        for (var unit : inits) {
            keep(unit, setup, policy, again);
            var letsOthersStart = unit.role() == Role.SIDECAR
                    ? unit.isStarted()
                    : unit.ended().map(Outcome::succeeded).orElse(false);
            if (!letsOthersStart) {
                return false;
            }
        }
        return true;
    }

    private static void keep(ContainerUnit unit, PodSetup setup, String policy, Soonest again) {
        var restarts = unit.ended()
                .map(outcome -> unit.role().restartsAfter(policy, outcome.succeeded()))
                .orElse(true);
        if (!unit.isRunning() && restarts) {
            unit.start(setup).ifPresent(again::after);
        }
    }

    /** Ends all: sidecars after the others, in reverse order, and together once the time is up. */
    void stop(PodSetup setup, Duration left, Soonest again) {
        all().forEach(ContainerUnit::giveUp);
        var mayStop = true;
        for (var unit : all()) {
            if (unit.role() != Role.SIDECAR) {
                stop(unit, setup, left, again);
                mayStop &= !unit.isRunning();
            }
        }
        var reverse = new ArrayList<>(sidecars());
        Collections.reverse(reverse);
        for (var unit : reverse) {
            if (mayStop || left.isNegative()) {
                stop(unit, setup, left, again);
            }
            mayStop &= !unit.isRunning();
        }
        if (anyRuns()) {
            again.after(left.isNegative() ? Duration.ofMillis(100) : left);
        }
    }

    private static void stop(ContainerUnit unit, PodSetup setup, Duration left, Soonest again) {
        unit.stop(setup, left, "Stopping container " + unit.name()).ifPresent(again::after);
    }
}
