package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.NamedRuns;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.training.JobLogs;
import io.kubesphere.ai.training.TrainingRuns;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Finds a job's log: by the job while it is there, so that it can be read while the database is away, else by the record. */
@ApplicationScoped
class JobLogDesk implements JobLogs, NamedRuns {
    /** Nodes' clocks may be ahead of ours. */
    private static final Duration AFTERMATH = Duration.ofMinutes(1);

    private final ObjectIndex<TrainingJob> jobs;
    private final TrainingRuns runs;
    private final Clock clock;

    JobLogDesk(ObjectIndex<TrainingJob> jobs, TrainingRuns runs, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public JobLog find(String namespace, String nameOrUid) {
        return jobs.find(namespace, nameOrUid)
                .map(job -> new JobLog(
                        new RunRef(namespace, job.getMetadata().getUid()), () -> hasEnded(namespace, nameOrUid, job)))
                .orElseGet(() -> new JobLog(
                        new RunRef(namespace, runs.find(namespace, nameOrUid).uid()), () -> true));
    }

    @Override
    public LineFilter.Wanted lines(String namespace, String nameOrUid) {
        var run = runs.find(namespace, nameOrUid);
        var end = run.times().finishedAt().map(time -> time.plus(AFTERMATH)).orElseGet(clock::instant);
        var earliest = end.minus(LineFilter.LONGEST);
        var start = run.createdAt().isBefore(earliest) ? earliest : run.createdAt();
        return LineFilter.Wanted.ALL.ofRun(run.name()).between(start, end);
    }

    @Override
    public Optional<NamedRun> named(String namespace, String nameOrUid) {
        try {
            var log = find(namespace, nameOrUid);
            return Optional.of(new NamedRun(log.run(), log.ended()));
        } catch (Problem absent) {
            if (absent.code() != Problem.Code.NOT_FOUND) {
                throw absent;
            }
            return Optional.empty();
        }
    }

    private boolean hasEnded(String namespace, String name, TrainingJob asked) {
        return current(namespace, name, asked)
                .map(job -> job.observed()
                        .map(status -> status.phase().isTerminal())
                        .orElse(false))
                .orElse(true);
    }

    private Optional<TrainingJob> current(String namespace, String name, TrainingJob asked) {
        return jobs.find(namespace, name)
                .filter(job ->
                        job.getMetadata().getUid().equals(asked.getMetadata().getUid()));
    }
}
