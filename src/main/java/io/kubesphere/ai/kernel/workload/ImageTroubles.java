package io.kubesphere.ai.kernel.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An image that does not come. */
final class ImageTroubles {
    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff", "ImageInspectError");
    private static final Map<String, Reason> PLAIN = Map.of(
            "InvalidImageName", StartReason.InvalidImageName,
            "ErrImageNeverPull", StartReason.ImageNotPresent,
            "RegistryUnavailable", StartReason.RegistryUnreachable,
            "SignatureValidationFailed", StartReason.ImageRefused);

    /** In the words of containerd, CRI-O, Docker and the registries behind them; the first that fits. */
    private static final List<Map.Entry<Pattern, Reason>> SAID = List.of(
            said("toomanyrequests|429 Too Many Requests", StartReason.RegistryRateLimited),
            said(
                    "pull access denied|unauthorized|401 Unauthorized|403 Forbidden|authorization failed"
                            + "|no basic auth credentials|authentication required|access to the resource is denied",
                    StartReason.ImageAccessDenied),
            said(
                    "no such host|i/o timeout|connection refused|connection reset|no route to host|x509:|TLS handshake"
                            + "|context deadline exceeded|: 50[0-9] |: EOF|unexpected EOF",
                    StartReason.RegistryUnreachable),
            said("not found|manifest unknown|does not exist|name unknown", StartReason.ImageNotFound));

    private ImageTroubles() {}

    private static Map.Entry<Pattern, Reason> said(String pattern, Reason reason) {
        return Map.entry(Pattern.compile(pattern), reason);
    }

    static Optional<Verdict> decide(Scene scene) {
        return scene.current().stream()
                .filter(pod -> !pod.hasEnded())
                .flatMap(pod -> pod.containers().stream())
                .filter(container -> isTrouble(container.waitingReason()))
                .findFirst()
                .map(container -> verdict(scene, container));
    }

    private static boolean isTrouble(String reason) {
        return PULLING.contains(reason) || PLAIN.containsKey(reason);
    }

    private static Verdict verdict(Scene scene, ContainerView container) {
        var evidence = new ArrayList<>(List.of(container.waitingEvidence()));
        var plain = Optional.ofNullable(PLAIN.get(container.waitingReason()));
        if (plain.isPresent()) {
            return Verdict.of(Phase.Scheduling, plain.get(), container.image(), evidence);
        }
        // While it backs off, an older node tells the cause in an event alone.
        var pull = scene.lastEvent(container.pod(), Set.of("Failed"))
                .filter(event -> event.message().contains("\"" + container.image() + "\""));
        pull.ifPresent(event -> evidence.add(event.evidence()));
        var words =
                container.waitingMessage() + " " + pull.map(EventView::message).orElse("");
        return Verdict.of(Phase.Scheduling, reason(words), container.image(), evidence);
    }

    private static Reason reason(String words) {
        return SAID.stream()
                .filter(sign -> sign.getKey().matcher(words).find())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(StartReason.ImagePullFailed);
    }
}
