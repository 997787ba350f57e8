package io.kubesphere.ai.standalone.runner.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** One probe, made again and again until it is stopped. */
public final class ProbeLoop {

    private final Actions actions;
    private final Actions.Place place;
    private final Action action;
    private final Rhythm rhythm;
    private final Listener listener;
    private int successes;
    private int failures;
    private volatile boolean stopped;

    /** Who wants to know. Calls come one after the other. */
    public interface Listener {

        /** One probe failed; this alone changes nothing. */
        void failed(String output);

        /** So many in a row have agreed that it counts. It may be told again and again. */
        void decided(boolean healthy, String output);
    }

    private record Rhythm(Duration delay, Duration period, Duration timeout, int successes, int failures) {

        static Rhythm of(Probe probe) {
            return new Rhythm(
                    seconds(probe.getInitialDelaySeconds(), 0),
                    seconds(probe.getPeriodSeconds(), 10),
                    seconds(probe.getTimeoutSeconds(), 1),
                    Math.max(1, Optional.ofNullable(probe.getSuccessThreshold()).orElse(1)),
                    Math.max(1, Optional.ofNullable(probe.getFailureThreshold()).orElse(3)));
        }

        private static Duration seconds(Integer given, int otherwise) {
            return Duration.ofSeconds(
                    Optional.ofNullable(given).filter(value -> value > 0).orElse(otherwise));
        }
    }

    private ProbeLoop(Actions actions, Actions.Place place, Action action, Rhythm rhythm, Listener listener) {
        this.actions = actions;
        this.place = place;
        this.action = action;
        this.rhythm = rhythm;
        this.listener = listener;
    }

    /** Starts the loop; {@code age} is how long the container has been running. */
    public static ProbeLoop start(
            Actions actions, Actions.Place place, Probed probed, Duration age, Listener listener) {
        var action = Action.of(probed.probe(), probed.container());
        var loop = new ProbeLoop(actions, place, action, Rhythm.of(probed.probe()), listener);
        var delay = loop.rhythm.delay().minus(age);
        loop.schedule(delay.isNegative() ? Duration.ZERO : delay);
        return loop;
    }

    /** A probe and whose it is. */
    public record Probed(Probe probe, Container container) {}

    public void stop() {
        stopped = true;
    }

    private void schedule(Duration delay) {
        if (stopped) {
            return;
        }
        try {
            var unused = actions.timer().schedule(this::probe, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            stopped = true;
        }
    }

    private void probe() {
        if (stopped) {
            return;
        }
        var unused = actions.run(action, place, rhythm.timeout()).whenComplete((verdict, failure) -> {
            if (!stopped) {
                take(failure == null ? verdict : Verdict.failed(failure.toString()));
            }
            schedule(rhythm.period());
        });
    }

    private void take(Verdict verdict) {
        if (verdict.success()) {
            failures = 0;
            successes++;
            if (successes >= rhythm.successes()) {
                listener.decided(true, verdict.output());
            }
            return;
        }
        successes = 0;
        failures++;
        listener.failed(verdict.output());
        if (failures >= rhythm.failures()) {
            listener.decided(false, verdict.output());
        }
    }
}
