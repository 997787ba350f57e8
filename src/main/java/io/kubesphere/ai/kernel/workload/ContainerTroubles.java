package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A worker has its node and its image, and still its containers do not come up. */
final class ContainerTroubles {
    private static final Set<String> CONFIG = Set.of("CreateContainerConfigError");
    private static final Map<String, Reason> PLAIN = Map.of(
            "CreateContainerError", StartReason.ContainerNotCreated,
            "PreCreateHookError", StartReason.ContainerNotCreated,
            "RunContainerError", StartReason.ProgramNotStarted,
            "PreStartHookError", StartReason.ProgramNotStarted,
            "PostStartHookError", StartReason.ProgramNotStarted);

    /** Volumes and networks speak in events only. */
    private static final Map<String, Reason> EVENTS = Map.of(
            "FailedMount", StartReason.VolumeNotMounted,
            "FailedAttachVolume", StartReason.VolumeNotMounted,
            "FailedMapVolume", StartReason.VolumeNotMounted,
            "FailedCreatePodSandBox", StartReason.NetworkNotReady,
            "NetworkNotReady", StartReason.NetworkNotReady);

    private static final Pattern SECRET = Pattern.compile("secret \"([^\"]+)\" not found");
    private static final Pattern CONFIG_MAP = Pattern.compile("configmap \"([^\"]+)\" not found");
    private static final Pattern KEY = Pattern.compile("couldn't find key (\\S+) in ((?:Secret|ConfigMap) \\S+)");
    private static final Pattern ABSENT_KEYS =
            Pattern.compile("references non-existent (?:secret|config) key:? (\\S+)");
    private static final Pattern IN_USE = Pattern.compile("Multi-Attach error for volume \"([^\"]+)\"");

    private ContainerTroubles() {}

    private record Cause(Reason reason, String detail) {}

    static Optional<Verdict> decide(Scene scene) {
        return scene.current().stream()
                .filter(pod -> !pod.hasEnded())
                .flatMap(pod -> ofContainer(pod).or(() -> ofPod(scene, pod)).stream())
                .findFirst();
    }

    private static Optional<Verdict> ofContainer(WorkerPod pod) {
        return pod.containers().stream()
                .flatMap(container ->
                        cause(container).map(cause -> verdict(cause, container.waitingEvidence())).stream())
                .findFirst();
    }

    private static Optional<Cause> cause(ContainerView container) {
        if (CONFIG.contains(container.waitingReason())) {
            return Optional.of(missing(container.waitingMessage())
                    .orElse(new Cause(StartReason.ContainerConfigInvalid, "container " + container.name())));
        }
        return Optional.ofNullable(PLAIN.get(container.waitingReason()))
                .map(reason -> new Cause(reason, "container " + container.name()));
    }

    /** Only while nothing of the pod has come up: what an event tells may be over by then. */
    private static Optional<Verdict> ofPod(Scene scene, WorkerPod pod) {
        var isUp = pod.containers().stream()
                .anyMatch(container -> container.running().isPresent()
                        || container.terminated().isPresent());
        if (!pod.hasNode() || isUp) {
            return Optional.empty();
        }
        return scene.lastEvent(pod, EVENTS.keySet()).map(event -> verdict(cause(event), event.evidence()));
    }

    private static Cause cause(EventView event) {
        return missing(event.message())
                .or(() -> match(IN_USE, event.message(), StartReason.VolumeInUse))
                .orElse(new Cause(EVENTS.get(event.reason()), ""));
    }

    private static Optional<Cause> missing(String message) {
        return Stream.of(
                        match(SECRET, message, StartReason.SecretMissing),
                        match(CONFIG_MAP, message, StartReason.ConfigMapMissing),
                        key(message),
                        match(ABSENT_KEYS, message, StartReason.KeyMissing))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Cause> key(String message) {
        var found = KEY.matcher(message);
        return found.find()
                ? Optional.of(new Cause(StartReason.KeyMissing, found.group(1) + " in " + found.group(2)))
                : Optional.empty();
    }

    private static Optional<Cause> match(Pattern pattern, String message, Reason reason) {
        var found = pattern.matcher(message);
        return found.find() ? Optional.of(new Cause(reason, found.group(1))) : Optional.empty();
    }

    private static Verdict verdict(Cause cause, Evidence evidence) {
        return Verdict.of(Phase.Scheduling, cause.reason(), cause.detail(), List.of(evidence));
    }
}
