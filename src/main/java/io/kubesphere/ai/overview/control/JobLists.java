package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.overview.Overview.JobLine;
import io.kubesphere.ai.overview.Overview.Waiting;
import io.kubesphere.ai.training.JobGlance;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the jobs of a scope tell together. */
record JobLists(List<JobGlance> jobs, int rows) {
    /** Those that ask for a place and have none. A paused job asks for none. */
    private static final Set<Phase> WAIT = Set.of(Phase.Queued, Phase.Scheduling, Phase.Preempted);

    private static final Comparator<JobGlance> OLDEST = Comparator.comparing(JobGlance::since)
            .thenComparing(JobGlance::namespace)
            .thenComparing(JobGlance::name);

    /** Only phases that occur, in the order of a job's life. */
    Map<String, Long> phases() {
        var counts = new LinkedHashMap<String, Long>();
        for (var phase : Phase.values()) {
            var count = jobs.stream().filter(job -> job.phase() == phase).count();
            if (count > 0) {
                counts.put(phase.name(), count);
            }
        }
        return counts;
    }

    Waiting waiting() {
        var waiting = jobs.stream().filter(job -> WAIT.contains(job.phase())).toList();
        return new Waiting(
                waiting.size(), waiting.stream().mapToLong(JobGlance::cards).sum(), lines(waiting));
    }

    /** Running, but without a sign of life for too long: no step and no line of log. */
    List<JobLine> stalled() {
        return lines(jobs.stream().filter(job -> job.phase() == Phase.Stalled).toList());
    }

    private List<JobLine> lines(List<JobGlance> some) {
        return some.stream().sorted(OLDEST).limit(rows).map(JobLists::line).toList();
    }

    private static JobLine line(JobGlance job) {
        return new JobLine(
                job.namespace(),
                job.name(),
                job.phase().name(),
                job.reason(),
                job.message(),
                job.creator(),
                job.since());
    }
}
