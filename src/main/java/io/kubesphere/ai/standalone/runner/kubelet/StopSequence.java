package io.kubesphere.ai.standalone.runner.kubelet;

import io.kubesphere.ai.standalone.runner.probe.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The end of a run in its order: preStop hook, SIGTERM, and SIGKILL when the time is up. */
final class StopSequence {

    /** Even who is given no time gets this much, as from a kubelet. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final Duration KILL_PERIOD = Duration.ofMillis(100);

    private final Run run;
    private final Optional<CompletableFuture<Verdict>> hook;
    private final long earliestKillNanos;
    private long killNanos;
    private boolean terminated;
    private boolean killed;

    /** @param hook under way already, within the same time */
    StopSequence(Run run, Duration grace, Optional<CompletableFuture<Verdict>> hook) {
        this.run = run;
        this.hook = hook;
        this.earliestKillNanos = System.nanoTime() + LEAST.toNanos();
        this.killNanos = earliestKillNanos;
        if (grace.compareTo(LEAST) > 0) {
            this.killNanos = System.nanoTime() + grace.toNanos();
        }
    }

    /** Less time than was promised; never more. */
    void hurry(Duration grace) {
        var sooner = System.nanoTime() + grace.toNanos();
        if (sooner - killNanos < 0) {
            killNanos = sooner - earliestKillNanos < 0 ? earliestKillNanos : sooner;
        }
    }

    /** Does what is due; answers when the next step is. */
    Duration step() {
        var left = killNanos - System.nanoTime();
        if (left <= 0) {
            killed = true;
            run.kill();
            return KILL_PERIOD;
        }
        if (!terminated && hook.map(CompletableFuture::isDone).orElse(true)) {
            terminated = true;
            run.terminate();
        }
        return Duration.ofNanos(left);
    }

    boolean hasKilled() {
        return killed;
    }
}
