package io.kubesphere.ai.standalone.runner.kubelet;

import io.kubesphere.ai.standalone.runner.state.Outcome;
import java.time.Duration;
import java.util.Optional;

/** Why a container is not tried now, and for how long: it keeps failing, lacks something, or has nothing to run. */
final class Pauses {

    private static final Duration SHOWN = Duration.ofSeconds(1);

    private final ContainerUnit unit;
    private final Patience patience;
    private final BackOff restarts;
    private final BackOff pulls;
    private Optional<Waiting> waiting = Optional.empty();

    Pauses(ContainerUnit unit, Patience patience) {
        this.unit = unit;
        this.patience = patience;
        this.restarts = new BackOff(patience.backOff());
        this.pulls = new BackOff(patience.backOff());
    }

    Optional<Waiting> current() {
        return waiting;
    }

    /** What is left of the pause; empty when it may be tried. */
    Optional<Duration> left() {
        return waiting.filter(pause -> !pause.isOver()).map(Waiting::left);
    }

    void end() {
        waiting = Optional.empty();
    }

    /** Another run after an earlier one. */
    void countRestart() {
        restarts.next();
    }

    /** A pause after a run that ended, if one is due. */
    void afterRun(PodSetup setup, Outcome outcome) {
        var since = Duration.ofMillis(setup.node().clock().millis() - outcome.finishedMillis());
        var left = restarts.left(since);
        if (waiting.isPresent() || left.isZero()) {
            return;
        }
        var pod = setup.context().pod().getMetadata();
        var where = pod.getName() + "_" + pod.getNamespace() + "(" + pod.getUid() + ")";
        var message = "back-off %s restarting failed container=%s pod=%s"
                .formatted(GoDuration.text(restarts.pause()), unit.name(), where);
        waiting = Optional.of(Waiting.until("CrashLoopBackOff", message, left));
        setup.node().logs().awaitRestart(pod.getUid(), unit.name());
        setup.events(unit)
                .warning("BackOff", "Back-off restarting failed container " + unit.name() + " in pod " + where);
    }

    Duration misconfigured(PodSetup setup, String message) {
        waiting = Optional.of(Waiting.until("CreateContainerConfigError", message, patience.configuration()));
        setup.events(unit).warning("Failed", "Error: " + message);
        return patience.configuration();
    }

    /** As a kubelet alternates between the failure and the pause after it, so that both are seen. */
    Duration noProgram(PodSetup setup, String message) {
        var image = "\"" + unit.spec().getImage() + "\"";
        var events = setup.events(unit);
        if (waiting.filter(pause -> pause.reason().equals("ErrImagePull")).isPresent()) {
            var text = "Back-off pulling image " + image;
            waiting = Optional.of(Waiting.until("ImagePullBackOff", text + ": " + message, pulls.pause()));
            events.normal("BackOff", text);
            events.warning("Failed", "Error: ImagePullBackOff");
            return pulls.pause();
        }
        pulls.next();
        waiting = Optional.of(Waiting.until("ErrImagePull", message, SHOWN));
        events.warning("Failed", "Failed to pull image " + image + ": " + message);
        events.warning("Failed", "Error: ErrImagePull");
        return SHOWN;
    }
}
