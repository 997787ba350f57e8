package io.kubesphere.ai.overview.engine;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is really used, all as of one evaluation.
 *
 * @param times of each measure that is known, when the oldest of its samples was taken
 * @param machines whole machines, with what is no pod's
 * @param projects pods of a project together
 * @param groups pods of a group together, for sources that know groups
 * @param pods each pod, for sources that do not
 * @param peaks the most that pods with cards have used of them in the window; absent when nobody can say
 * @param traffic over network planes; absent when the source does not measure networks
 */
public record Usage(
        Map<Measure, Instant> times,
        Map<String, Amounts> machines,
        Map<String, Amounts> projects,
        Map<Group, Amounts> groups,
        Map<PodName, Amounts> pods,
        Optional<Map<PodName, Long>> peaks,
        Optional<PlaneTraffic> traffic) {
    /** Nobody has measured anything. */
    public static final Usage NONE = new Usage(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    /** Of a source that knows nothing of networks. */
    public Usage(
            Map<Measure, Instant> times,
            Map<String, Amounts> machines,
            Map<String, Amounts> projects,
            Map<Group, Amounts> groups,
            Map<PodName, Amounts> pods,
            Optional<Map<PodName, Long>> peaks) {
        this(times, machines, projects, groups, pods, peaks, Optional.empty());
    }

    public Usage {
        times = Map.copyOf(times);
        machines = Map.copyOf(machines);
        projects = Map.copyOf(projects);
        groups = Map.copyOf(groups);
        pods = Map.copyOf(pods);
    }
}
