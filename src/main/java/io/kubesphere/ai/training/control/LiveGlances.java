package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import io.kubesphere.ai.kernel.workload.Gpu;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.kernel.workload.Timestamps;
import io.kubesphere.ai.training.JobGlance;
import io.kubesphere.ai.training.JobGlances;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks over the index of jobs. */
@ApplicationScoped
class LiveGlances implements JobGlances {
    private static final ListQuery ALL = ListQuery.ALL.page(1, Integer.MAX_VALUE);

    private final ObjectIndex<TrainingJob> jobs;

    LiveGlances(ObjectIndex<TrainingJob> jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<JobGlance> all() {
        return jobs.page(Scope.everywhere(), ALL).items().stream()
                .map(LiveGlances::glance)
                .toList();
    }

    private static JobGlance glance(TrainingJob job) {
        var meta = job.getMetadata();
        var status = job.observed();
        return new JobGlance(
                meta.getNamespace(),
                meta.getName(),
                meta.getUid(),
                JobIndex.creator(job),
                status.map(TrainingJobStatus::phase).orElse(Phase.Queued),
                status.map(TrainingJobStatus::reason).orElse(""),
                status.map(TrainingJobStatus::message).orElse(""),
                cards(job),
                since(job));
    }

    private static long cards(TrainingJob job) {
        var workers = job.getSpec().crew();
        var each = workers.each().gpus().map(Gpu::count).orElse(0);
        return (long) each * workers.count().orElse(1);
    }

    private static Instant since(TrainingJob job) {
        var made = Timestamps.parse(job.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH);
        var hasRun = job.observed().map(TrainingJobStatus::startTime).isPresent();
        if (!hasRun) {
            return made;
        }
        return job.observed().stream()
                .flatMap(status -> status.conditions().stream())
                .map(StatusCondition::lastTransitionTime)
                .map(Timestamps::parse)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(made);
    }
}
