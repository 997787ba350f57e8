package io.kubesphere.ai.training;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What programs have reported, for whoever may see the run; the caller has checked that. Runs are named by uid, child
 * runs by their id. A run that has reported nothing has nothing; it is no error.
 */
public interface RunMetrics {

    /** The run and all below it, in the order of their opening; none as long as the program has not called. */
    List<TrackedRun> tree(String uid);

    /** Latest metrics, parameters and tags of several runs at once, for a comparison; each asked for is in it. */
    Map<String, TrackedRun.Content> contents(Set<String> runs);

    /**
     * Series for charts.
     *
     * @param keys which metrics; empty for all
     * @param most points of each series, from 10 to 10000
     */
    MetricChart chart(String run, Set<String> keys, int most);

    /**
     * Points that have arrived after some other; to be asked again with the answer's sequence, also by another replica.
     *
     * @param sequence of the last arrival that the reader has seen; 0 for the beginning
     * @param most points, up to 10000
     */
    MetricTail since(String run, long sequence, int most);

    /** When, by our clock, the program of the run (or of one below it) last reported; system metrics do not count. */
    Optional<Instant> lastReportAt(String uid);
}
