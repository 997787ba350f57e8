package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.probe.Action;
import io.kubesphere.ai.standalone.runner.probe.Actions;
import io.kubesphere.ai.standalone.runner.probe.ProbeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether a running container has started, is ready, and must live on; found out by its hook and its probes. */
final class Health {

    private static final long HOOK_HOURS = 24;

    private final Container container;
    private final Surroundings surroundings;
    private final List<ProbeLoop> loops = new ArrayList<>();
    private volatile boolean started;
    private volatile boolean ready;
    private volatile Optional<String> fatal = Optional.empty();
    private boolean stopped;

    /**
     * What the checks need.
     *
     * @param wake tells the pod that something has changed
     */
    record Surroundings(Actions actions, Actions.Place place, EventRecorder.Part events, Runnable wake) {}

    private Health(Container container, Surroundings surroundings) {
        this.container = container;
        this.surroundings = surroundings;
    }

    /** Of a container that has just been started. */
    static Health begin(Container container, Surroundings surroundings) {
        var health = new Health(container, surroundings);
        var hook = Optional.ofNullable(container.getLifecycle())
                .flatMap(cycle -> Optional.ofNullable(cycle.getPostStart()));
        if (hook.isEmpty()) {
            health.probeStart(Duration.ZERO);
            return health;
        }
        var action = Action.of(hook.get(), container);
        var unused = surroundings
                .actions()
                .run(action, surroundings.place(), Duration.ofHours(HOOK_HOURS))
                .whenComplete((verdict, failure) -> {
                    if (failure == null && verdict.success()) {
                        health.probeStart(Duration.ZERO);
                    } else {
                        var why = failure == null ? verdict.output() : failure.toString();
                        surroundings.events().warning("FailedPostStartHook", "PostStartHook failed: " + why);
                        health.die("FailedPostStartHook");
                    }
                });
        return health;
    }

    /** Of a container that an earlier JVM had started, and what was known of it then. */
    static Health goOn(Container container, Surroundings surroundings, Known known) {
        var health = new Health(container, surroundings);
        health.ready = known.ready();
        if (known.started()) {
            health.afterStart(known.age());
        } else {
            health.probeStart(known.age());
        }
        return health;
    }

    /** What the pod's status said. */
    record Known(boolean started, boolean ready, Duration age) {}

    boolean isStarted() {
        return started;
    }

    boolean isReady() {
        return started && ready;
    }

    /** Why the container must be ended, in the words of the event. */
    Optional<String> fatal() {
        return fatal;
    }

    private void probeStart(Duration age) {
        var probe = Optional.ofNullable(container.getStartupProbe());
        if (probe.isEmpty()) {
            afterStart(age);
            return;
        }
        loop(probe.get(), age, "Startup", healthy -> {
            if (!healthy) {
                die("Container " + container.getName() + " failed startup probe, will be restarted");
            } else if (!started) {
                afterStart(age);
            }
        });
    }

    private void afterStart(Duration age) {
        stopLoops();
        started = true;
        Optional.ofNullable(container.getLivenessProbe())
                .ifPresent(probe -> loop(probe, age, "Liveness", healthy -> {
                    if (!healthy) {
                        die("Container " + container.getName() + " failed liveness probe, will be restarted");
                    }
                }));
        var readiness = Optional.ofNullable(container.getReadinessProbe());
        readiness.ifPresentOrElse(probe -> loop(probe, age, "Readiness", this::setReady), () -> ready = true);
        surroundings.wake().run();
    }

    private void setReady(boolean healthy) {
        if (ready != healthy) {
            ready = healthy;
            surroundings.wake().run();
        }
    }

    private void die(String why) {
        if (fatal.isEmpty()) {
            fatal = Optional.of(why);
            surroundings.wake().run();
        }
    }

    private synchronized void loop(Probe probe, Duration age, String kind, Consumer<Boolean> decided) {
        if (stopped) {
            return;
        }
        var listener = new ProbeLoop.Listener() {
            @Override
            public void failed(String output) {
                surroundings.events().warning("Unhealthy", kind + " probe failed: " + output);
            }

            @Override
            public void decided(boolean healthy, String output) {
                decided.accept(healthy);
            }
        };
        var probed = new ProbeLoop.Probed(probe, container);
        loops.add(ProbeLoop.start(surroundings.actions(), surroundings.place(), probed, age, listener));
    }

    private synchronized void stopLoops() {
        loops.forEach(ProbeLoop::stop);
        loops.clear();
    }

    synchronized void stop() {
        stopped = true;
        stopLoops();
    }

    /** The time that the probe which found the container dead grants it to end. */
    Optional<Duration> ownGrace() {
        return Optional.ofNullable(started ? container.getLivenessProbe() : container.getStartupProbe())
                .flatMap(probe -> Optional.ofNullable(probe.getTerminationGracePeriodSeconds()))
                .map(Duration::ofSeconds);
    }
}
