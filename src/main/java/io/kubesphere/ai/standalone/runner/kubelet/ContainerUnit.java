package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.kubesphere.ai.standalone.runner.container.ContainerPrograms;
import io.kubesphere.ai.standalone.runner.container.Preparation;
import io.kubesphere.ai.standalone.runner.probe.Action;
import io.kubesphere.ai.standalone.runner.probe.Actions;
import io.kubesphere.ai.standalone.runner.probe.Verdict;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.Outcome;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One container of a pod through all of its runs. Used by one thread at a time; every method comes back at once. */
final class ContainerUnit {

    private static final Duration SWEEP_PERIOD = Duration.ofMillis(50);
    private static final Duration ADOPTED_PERIOD = Duration.ofMillis(500);
    private static final int START_ERROR = 128;

    private final Container container;
    private final Role role;
    private final Runs.Owner owner;
    private final ContainerHistory history;
    private final Pauses pauses;
    private Optional<Run> run = Optional.empty();
    private Optional<Health> health = Optional.empty();
    private Optional<StopSequence> stop = Optional.empty();

    ContainerUnit(Container container, Role role, PodDirectory directory, Patience patience) {
        this.container = container;
        this.role = role;
        this.owner = new Runs.Owner(directory.uid(), container.getName());
        this.history = new ContainerHistory(directory, container.getName());
        this.pauses = new Pauses(this, patience);
    }

    String name() {
        return container.getName();
    }

    Role role() {
        return role;
    }

    Container spec() {
        return container;
    }

    boolean isRunning() {
        return run.isPresent();
    }

    boolean hasBegun() {
        return isRunning() || history.last().isPresent();
    }

    /** For a sidecar: what comes after it may start. */
    boolean isStarted() {
        return isRunning() && health.map(Health::isStarted).orElse(false);
    }

    /** How its last run ended; empty while it runs and before it ever has. */
    Optional<Outcome> ended() {
        return isRunning() ? Optional.empty() : history.last();
    }

    /** What the status calls one of its runs. */
    String containerId(int attempt) {
        return "process://" + owner.uid() + "/" + name() + "/" + attempt;
    }

    /** Finds out what an earlier JVM has left. What the pod's status knows of but disk does not is lost. */
    void recover(PodSetup setup, Optional<ContainerStatus> known) {
        var now = setup.node().clock().millis();
        run = history.recover(known, now).map(attempt -> setup.runs().adopt(owner, attempt));
        run.ifPresent(adopted -> {
            var started = adopted.attempt().startedMillis().orElse(now);
            var before = new Health.Known(
                    known.map(ContainerStatus::getStarted).orElse(false),
                    known.map(ContainerStatus::getReady).orElse(false),
                    Duration.ofMillis(now - started));
            health = Optional.of(Health.goOn(container, surroundings(setup, adopted.attempt()), before));
        });
    }

    private Health.Surroundings surroundings(PodSetup setup, AttemptDirectory attempt) {
        return new Health.Surroundings(setup.node().actions(), place(setup, attempt), setup.events(this), setup.wake());
    }

    private Actions.Place place(PodSetup setup, AttemptDirectory attempt) {
        var start = new ContainerPrograms.Start(setup.context(), container, setup.volumes(), attempt);
        return new Actions.Place(
                setup.context().address(), command -> setup.node().programs().beside(start, command));
    }

    /** Takes notice of the end of a run; answers when to look again while that is not done with. */
    Optional<Duration> observe(PodSetup setup) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        var current = run.get();
        if (!current.isOver()) {
            return current.isAdopted() ? Optional.of(ADOPTED_PERIOD) : Optional.empty();
        }
        health.ifPresent(Health::stop);
        if (current.isCancelled()) {
            setup.node().logs().discard(current.attempt());
            history.discard(current.attempt());
        } else if (!current.sweep()) {
            return Optional.of(SWEEP_PERIOD);
        } else {
            history.add(current.conclude(
                    container, stop.map(StopSequence::hasKilled).orElse(false)));
        }
        run = Optional.empty();
        stop = Optional.empty();
        return Optional.empty();
    }

    /** Starts it, or waits for the time to; answers when to look again. */
    Optional<Duration> start(PodSetup setup) {
        history.last().ifPresent(outcome -> pauses.afterRun(setup, outcome));
        if (pauses.left().isPresent()) {
            return pauses.left();
        }
        var attempt = history.next();
        var start = new ContainerPrograms.Start(setup.context(), container, setup.volumes(), attempt);
        var preparation = setup.node().programs().prepare(start);
        if (preparation instanceof Preparation.Ready ready) {
            launch(setup, attempt, ready);
            return Optional.empty();
        }
        if (preparation instanceof Preparation.Misconfigured wrong) {
            return Optional.of(pauses.misconfigured(setup, wrong.message()));
        }
        return Optional.of(pauses.noProgram(setup, ((Preparation.NoProgram) preparation).message()));
    }

    private void launch(PodSetup setup, AttemptDirectory attempt, Preparation.Ready ready) {
        var events = setup.events(this);
        events.normal(
                "Pulled",
                "Container image \"" + container.getImage() + "\" stands for " + ready.program() + " of this machine");
        history.last().ifPresent(outcome -> pauses.countRestart());
        pauses.end();
        history.begun(attempt);
        try {
            run = Optional.of(setup.runs().start(owner, attempt, ready.launch(), setup.wake()));
            events.normal("Created", "Created container: " + name());
            events.normal("Started", "Started container " + name());
            health = Optional.of(Health.begin(container, surroundings(setup, attempt)));
        } catch (IOException e) {
            events.warning("Failed", "Error: " + e.getMessage());
            var now = setup.node().clock().millis();
            var outcome = new Outcome(START_ERROR, 0, "StartError", e.getMessage(), now, now);
            setup.node().logs().end(owner.uid(), name(), attempt);
            attempt.conclude(outcome);
            history.add(outcome);
            setup.wake().run();
        }
    }

    /** Why it must be ended although its pod goes on. */
    Optional<String> fatal() {
        return isRunning() ? health.flatMap(Health::fatal) : Optional.empty();
    }

    /** The time it gets to end when it is {@link #fatal}. */
    Duration fatalGrace(Duration podGrace) {
        return health.flatMap(Health::ownGrace).orElse(podGrace);
    }

    /** Ends it, step by step; answers when the next step is. It does not begin again while its pod comes to its end. */
    Optional<Duration> stop(PodSetup setup, Duration grace, String why) {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        if (stop.isEmpty()) {
            setup.events(this).normal("Killing", why);
            stop = Optional.of(new StopSequence(run.get(), grace, preStop(setup, run.get(), grace)));
        } else {
            stop.get().hurry(grace);
        }
        return Optional.of(stop.get().step());
    }

    private Optional<CompletableFuture<Verdict>> preStop(PodSetup setup, Run current, Duration grace) {
        var hook =
                Optional.ofNullable(container.getLifecycle()).flatMap(cycle -> Optional.ofNullable(cycle.getPreStop()));
        return hook.map(handler -> {
            var done = setup.node()
                    .actions()
                    .run(Action.of(handler, container), place(setup, current.attempt()), grace)
                    .whenComplete((verdict, failure) -> {
                        if (failure != null || !verdict.success()) {
                            var why = failure == null ? verdict.output() : failure.toString();
                            setup.events(this).warning("FailedPreStopHook", "PreStopHook failed: " + why);
                        }
                    });
            // On the future that is asked whether it is done: one before it would wake too early.
            var unused = done.whenComplete((verdict, failure) -> setup.wake().run());
            return done;
        });
    }

    /** Nobody asks for it any more; its program is ended by others. */
    void abandon() {
        health.ifPresent(Health::stop);
    }

    /** It will not be tried any more. */
    void giveUp() {
        pauses.end();
    }

    ContainerView view() {
        var isReady = isRunning() && health.map(Health::isReady).orElse(false);
        return new ContainerView(
                this,
                history,
                run.map(Run::attempt).flatMap(AttemptDirectory::startedMillis),
                pauses.current(),
                isReady);
    }
}
