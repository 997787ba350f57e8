package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.observability.NamedRuns;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.training.JobLogs;
import io.kubesphere.ai.training.TrainingRuns;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds a job's log: by the job while it is there, so that it can be read while the database is away, else by the record. */
@ApplicationScoped
class JobLogDesk implements JobLogs, NamedRuns {
    private final ObjectIndex<TrainingJob> jobs;
    private final TrainingRuns runs;

    JobLogDesk(ObjectIndex<TrainingJob> jobs, TrainingRuns runs) {
        this.jobs = jobs;
        this.runs = runs;
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
