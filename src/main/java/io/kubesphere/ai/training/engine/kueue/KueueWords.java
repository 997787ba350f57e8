package io.kubesphere.ai.training.engine.kueue;

import io.kubesphere.ai.kernel.workload.QueueReason;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Kueue's reasons in ours. Kueue 0.19 tells them apart; before, three words stood for all of them and only the message
 * tells. A reason that Kueue may add later is not a failure to understand the rest.
 */
final class KueueWords {
    private static final Map<String, QueueReason> WAITING = Map.ofEntries(
            Map.entry("NoMatchingFlavor", QueueReason.NoMatchingFlavor),
            Map.entry("WaitingForQuota", QueueReason.WaitingForQuota),
            Map.entry("ExceedsMaxQuota", QueueReason.ExceedsMaxQuota),
            Map.entry("TopologyPlacementFailed", QueueReason.TopologyPlacementFailed),
            Map.entry("WaitingForPreemptedWorkloads", QueueReason.WaitingForPreemptedWorkloads),
            Map.entry("Suspended", QueueReason.QueueStopped),
            Map.entry("PendingEvaluation", QueueReason.PendingEvaluation),
            Map.entry("WaitingForPodsReady", QueueReason.WaitingForPodsReady),
            Map.entry("Waiting", QueueReason.WaitingForPodsReady),
            Map.entry("AdmissionGated", QueueReason.AdmissionGated),
            Map.entry("OnHold", QueueReason.OnHold),
            Map.entry("Deactivated", QueueReason.PendingEvaluation));

    private static final Map<String, QueueReason> ADMISSION = Map.of(
            "PendingDelayedTopologyRequests", QueueReason.WaitingForTopology,
            "UnsatisfiedAdmissionChecks", QueueReason.WaitingForAdmissionChecks,
            "UnsatisfiedChecks", QueueReason.WaitingForAdmissionChecks);

    private static final Map<String, QueueReason> PREEMPTION = Map.of(
            "InClusterQueue", QueueReason.PreemptedInQueue,
            "InCohortReclamation", QueueReason.ReclaimedByOwner,
            "InCohortFairSharing", QueueReason.PreemptedForFairness,
            "InCohortReclaimWhileBorrowing", QueueReason.PreemptedWhileBorrowing);

    private static final Map<String, QueueReason> EVICTION = Map.of(
            "Preempted", QueueReason.PreemptedInQueue,
            "PodsReadyTimeout", QueueReason.StartTimedOut,
            "AdmissionCheck", QueueReason.AdmissionCheckFailed,
            "ClusterQueueStopped", QueueReason.QueueDrained,
            "LocalQueueStopped", QueueReason.QueueDrained,
            "NodeFailures", QueueReason.EvictedAfterNodeFailure);

    /** A message of the old {@code Pending} by what it contains; the first that fits is what would help most. */
    private static final List<Map.Entry<String, QueueReason>> PENDING = List.of(
            Map.entry("Pending the preemption of", QueueReason.WaitingForPreemptedWorkloads),
            Map.entry("will fit after these preemptions", QueueReason.WaitingForPreemptedWorkloads),
            Map.entry("insufficient unused quota", QueueReason.WaitingForQuota),
            Map.entry("no longer fits", QueueReason.WaitingForQuota),
            Map.entry("overlapping preemption targets", QueueReason.WaitingForQuota),
            Map.entry("maximum capacity", QueueReason.ExceedsMaxQuota),
            Map.entry("doesn't allow to fit", QueueReason.TopologyPlacementFailed),
            Map.entry("untolerated taint", QueueReason.NoMatchingFlavor),
            Map.entry("doesn't match node affinity", QueueReason.NoMatchingFlavor));

    private static final Pattern ABSENT = Pattern.compile("doesn't exist|terminating or missing|not found");
    private static final Pattern STOPPED = Pattern.compile("is inactive|is stopped");
    private static final Pattern LACKING = Pattern.compile("insufficient (?:unused )?quota for (\\S+) in flavor");

    private KueueWords() {}

    static QueueReason waiting(String reason, String message) {
        return switch (reason) {
            case "Pending" -> pending(message);
            case "Inadmissible", "Misconfigured" -> inadmissible(message);
            default -> WAITING.getOrDefault(reason, QueueReason.HeldByQueue);
        };
    }

    private static QueueReason pending(String message) {
        return PENDING.stream()
                .filter(word -> message.contains(word.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(QueueReason.PendingEvaluation);
    }

    private static QueueReason inadmissible(String message) {
        if (STOPPED.matcher(message).find()) {
            return QueueReason.QueueStopped;
        }
        return ABSENT.matcher(message).find() ? QueueReason.QueueMissing : QueueReason.QueueMisconfigured;
    }

    static QueueReason admission(String reason) {
        return ADMISSION.getOrDefault(reason, QueueReason.HeldByQueue);
    }

    static QueueReason preemption(String reason) {
        return PREEMPTION.getOrDefault(reason, QueueReason.PreemptedInQueue);
    }

    static QueueReason eviction(String reason) {
        return EVICTION.getOrDefault(reason, QueueReason.EvictedByQueue);
    }

    /** {@code Deactivated}, {@code DeactivatedDueTo...}; {@code InactiveWorkload...} before 0.9. */
    static boolean isDeactivation(String reason) {
        return reason.startsWith("Deactivated") || reason.startsWith("InactiveWorkload");
    }

    static QueueReason deactivation(String reason) {
        if (reason.contains("RequeuingLimitExceeded")) {
            return QueueReason.RequeueLimitReached;
        }
        if (reason.contains("MaximumExecutionTimeExceeded")) {
            return QueueReason.QueueTimeLimitReached;
        }
        return reason.contains("AdmissionCheck") ? QueueReason.AdmissionCheckRejected : QueueReason.SwitchedOffInQueue;
    }

    /** Resources that the queue says it is short of. */
    static List<String> lacking(String message) {
        return LACKING.matcher(message)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }
}
