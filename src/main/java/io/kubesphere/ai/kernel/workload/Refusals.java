package io.kubesphere.ai.kernel.workload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server refuses the engine's object, or its pods later on; both in the same words. */
final class Refusals {
    /** Written by the Job controller, JobSet and Kubeflow Trainer, in this order. */
    private static final Set<String> EVENTS = Set.of(
            "FailedCreate", "JobCreationFailed", "HeadlessServiceCreationFailed", "TrainJobResourcesCreationFailed");

    private static final String TRAINER = "TrainJobResourcesCreationFailed";
    private static final Pattern QUOTA = Pattern.compile("exceeded quota: ([^,]+)(?:, requested: (.*?), used: )?");
    private static final Pattern RANGE =
            Pattern.compile("((?:maximum|minimum) \\S+ usage per \\w+|\\S+ (?:max|min) limit to request ratio)");
    private static final Pattern WEBHOOK =
            Pattern.compile("(?:admission webhook \"([^\"]+)\"|ValidatingAdmissionPolicy '([^']+)').* denied");
    private static final Pattern POD_SECURITY = Pattern.compile("violates PodSecurity \"([^\"]+)\"");
    private static final Pattern ACCOUNT = Pattern.compile("serviceaccount \"([^\"]+)\" not found");
    private static final Pattern PRIORITY = Pattern.compile("no PriorityClass with name (\\S+) was found");
    private static final Pattern NO_KIND = Pattern.compile(
            "could not find the requested resource|no matches for kind|the server doesn't have a resource");

    private Refusals() {}

    private record Refusal(Reason reason, String detail) {}

    static Verdict ofEngineObject(Scene scene) {
        var message = scene.observed().applyFailure().orElse("");
        var refusal = NO_KIND.matcher(message).find()
                ? new Refusal(StartReason.EngineMissing, "")
                : read(message).orElse(new Refusal(StartReason.EngineObjectRefused, ""));
        var evidence = scene.engineSays("apply", message, Optional.empty());
        return Verdict.of(Phase.Queued, refusal.reason(), refusal.detail(), List.of(evidence));
    }

    /** An event lives on for an hour, so it counts only while workers are missing and none came after it. */
    static Optional<Verdict> ofWorkers(Scene scene) {
        if (!isMissingWorkers(scene)) {
            return Optional.empty();
        }
        var newest = scene.pods().stream().map(WorkerPod::created).max(Instant::compareTo);
        return scene.lastEngineEvent(EVENTS)
                .filter(event -> event.time().isAfter(newest.orElse(Instant.EPOCH)))
                .map(Refusals::verdict);
    }

    private static boolean isMissingWorkers(Scene scene) {
        return scene.current().size() < scene.observed().workers()
                || scene.current().stream().anyMatch(pod -> pod.hasFailed() || pod.isDeleting());
    }

    private static Verdict verdict(EventView event) {
        var unknown = event.reason().equals(TRAINER) ? StartReason.EngineFailing : StartReason.WorkersRefused;
        var refusal = read(event.message()).orElse(new Refusal(unknown, ""));
        return Verdict.of(Phase.Scheduling, refusal.reason(), refusal.detail(), List.of(event.evidence()));
    }

    private static Optional<Refusal> read(String message) {
        var quota = QUOTA.matcher(message);
        if (quota.find()) {
            return Optional.of(new Refusal(StartReason.ProjectQuotaExceeded, quota(quota)));
        }
        return match(RANGE, message, StartReason.LimitRangeExceeded)
                .or(() -> match(POD_SECURITY, message, StartReason.PodSecurityRefused))
                .or(() -> match(WEBHOOK, message, StartReason.PolicyRefused))
                .or(() -> match(ACCOUNT, message, StartReason.ServiceAccountMissing))
                .or(() -> match(PRIORITY, message, StartReason.PriorityClassMissing));
    }

    /** Names of quota and resources; how much is used changes all the time. */
    private static String quota(Matcher quota) {
        var requested = Optional.ofNullable(quota.group(2)).orElse("");
        var resources = Pattern.compile("([^,=]+)=[^,]*")
                .matcher(requested)
                .results()
                .map(amount -> amount.group(1).strip())
                .sorted()
                .toList();
        var name = "quota " + quota.group(1);
        return resources.isEmpty() ? name : name + ", " + String.join(", ", resources);
    }

    private static Optional<Refusal> match(Pattern pattern, String message, Reason reason) {
        var found = pattern.matcher(message);
        if (!found.find()) {
            return Optional.empty();
        }
        var detail = found.group(1) == null ? found.group(2) : found.group(1);
        return Optional.of(new Refusal(reason, detail));
    }
}
