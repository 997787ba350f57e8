package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a scheduler's "0/5 nodes are available: 3 Insufficient cpu, 2 node(s) ...". Each node is named by the first
 * filter that it failed, so the nodes that came furthest tell what is really missing. Counts are left out: they change
 * while the trouble is the same.
 */
final class SchedulerWords {
    /** What a scheduler says, and what it means. */
    private record Sign(Pattern pattern, PlacementReason reason) {}

    /** From the last filter to the first; a missing claim is no node's matter and comes before all. */
    private static final List<Sign> SIGNS = List.of(
            sign(
                    "persistentvolumeclaim \"([^\"]+)\" (?:not found|is being deleted|bound to non-existent)",
                    PlacementReason.ClaimMissing),
            sign("unbound immediate PersistentVolumeClaims", PlacementReason.ClaimPending),
            sign(
                    "didn't (?:match pod (?:anti-)?affinity|satisfy existing pods anti-affinity)",
                    PlacementReason.PodAffinityUnmatched),
            sign("topology spread constraints", PlacementReason.SpreadUnmatched),
            sign(
                    "volume node affinity conflict|PersistentVolume's node affinity|no available volume zone",
                    PlacementReason.VolumeElsewhere),
            sign("didn't find available persistent volumes|not have enough free storage", PlacementReason.ClaimPending),
            sign("exceed max volume count", PlacementReason.VolumeLimitReached),
            sign("Insufficient ([^\\s,]+/[^\\s,]*[^\\s,.])", PlacementReason.AcceleratorUnavailable),
            sign("Insufficient cpu", PlacementReason.CpuUnavailable),
            sign("Insufficient memory", PlacementReason.MemoryUnavailable),
            sign("Insufficient ephemeral-storage", PlacementReason.DiskUnavailable),
            sign("Too many pods", PlacementReason.NodesFull),
            sign("free ports for the requested pod ports", PlacementReason.HostPortTaken),
            sign("didn't match (?:Pod's )?node (?:affinity/)?selector", PlacementReason.NodeSelectorUnmatched),
            sign("had (?:untolerated )?taint(?:\\(s\\))?(?: \\{([^}]*)\\})?", PlacementReason.NodeTainted),
            sign("were unschedulable", PlacementReason.NodesCordoned),
            sign("no nodes available to schedule pods", PlacementReason.NoNodes));

    private SchedulerWords() {}

    /** What is missing, and its names, sorted. */
    record Finding(PlacementReason reason, String detail) {}

    static Finding read(String message) {
        var verdict = message.split("[.,]? ?(?:no new claims|preemption:)", 2)[0];
        return SIGNS.stream()
                .filter(sign -> sign.pattern().matcher(verdict).find())
                .findFirst()
                .map(sign -> new Finding(sign.reason(), names(sign, verdict)))
                .orElse(new Finding(PlacementReason.Unschedulable, ""));
    }

    private static String names(Sign sign, String verdict) {
        return sign.pattern()
                .matcher(verdict)
                .results()
                .flatMap(SchedulerWords::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> name(MatchResult found) {
        return found.groupCount() == 0 || found.group(1) == null
                ? Stream.empty()
                : Stream.of(found.group(1).replaceAll(": $", ""));
    }

    private static Sign sign(String pattern, PlacementReason reason) {
        return new Sign(Pattern.compile(pattern), reason);
    }
}
