package io.kubesphere.ai.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who calls whom, made of the newest traces of a time.
 *
 * @param source which server keeps them; absent when none is configured
 * @param countedFrom all traces since then were counted; later than {@code from} when there were too many
 * @param traces that were counted
 */
public record ServiceGraph(
        Optional<String> source,
        Instant from,
        Instant to,
        Instant countedFrom,
        int traces,
        List<Node> services,
        List<Edge> calls,
        List<Notice> notices) {

    /**
     * Requests and how they went.
     *
     * @param perSecond over the time that was counted
     * @param p50Micros durations that so many percent did not exceed
     */
    public record Traffic(long count, long failed, double perSecond, long p50Micros, long p95Micros, long p99Micros) {}

    /**
     * A service, with the requests that reached it.
     *
     * @param reports whether it tells its own spans; otherwise all that is known of it its callers say
     */
    public record Node(String name, boolean reports, Traffic traffic) {}

    /** Requests of one service to another. */
    public record Edge(String from, String to, Traffic traffic) {}
}
