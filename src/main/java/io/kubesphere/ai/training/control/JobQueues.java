package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.ServedApis;
import io.kubesphere.ai.kernel.workload.QueueState;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.engine.kueue.KueueQueueState;
import io.kubesphere.ai.training.engine.kueue.KueueWorkloads;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** What the admission queue says of a job, and how a job in a queue is held back. Kueue may be installed at any time. */
@ApplicationScoped
class JobQueues {
    private static final Logger LOG = Logger.getLogger(JobQueues.class);

    /** Field manager of a Workload's {@code spec.active}. */
    private static final String MANAGER = "ai-platform-pause";

    private final ServedApis served;
    private final Informers informers;
    private final KubeObjects objects;
    private final PrimaryEvents<TrainingJob> jobs;
    private volatile Optional<ObjectIndex<GenericKubernetesResource>> workloads = Optional.empty();

    JobQueues(ServedApis served, Informers informers, KubeObjects objects, PrimaryEvents<TrainingJob> jobs) {
        this.served = served;
        this.informers = informers;
        this.objects = objects;
        this.jobs = jobs;
    }

    /** Begins to watch Workloads once they are served. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void discover() {
        if (workloads.isPresent()) {
            return;
        }
        try {
            workloads = KueueWorkloads.API_VERSIONS.stream()
                    .filter(version -> served.serves(version, KueueWorkloads.KIND))
                    .findFirst()
                    .map(version -> informers.generic(version, KueueWorkloads.KIND, "", this::wakeOwner));
        } catch (Problem unknown) {
            LOG.debugf(unknown, "cannot tell whether Kueue is served");
        }
    }

    /** A Workload's owner is called like the job. */
    private void wakeOwner(GenericKubernetesResource workload) {
        workload.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getName)
                .forEach(name -> jobs.wake(workload.getMetadata().getNamespace(), name));
    }

    /** Empty when the job is in no queue, or the queue has not looked at it yet. */
    Optional<QueueState> state(TrainingJob job) {
        return workload(job).map(KueueQueueState::read);
    }

    /** Has the queue take its quota back, or give it again; what others have switched off stays off. */
    void align(TrainingJob job, boolean suspend) {
        var known = workload(job);
        if (known.isEmpty() || (!suspend && KueueWorkloads.isActive(known.get()))) {
            return;
        }
        var meta = known.get().getMetadata();
        objects.get(known.get().getApiVersion(), KueueWorkloads.KIND, meta.getNamespace(), meta.getName())
                .filter(workload -> suspend ? isToBeHeld(workload) : isOursToFree(workload))
                .ifPresent(workload -> objects.applyPart(KueueWorkloads.activation(workload, !suspend), MANAGER));
    }

    /** Also what others have switched off: the user's wish has to hold when they switch it on again. */
    private static boolean isToBeHeld(GenericKubernetesResource workload) {
        return KueueWorkloads.isActive(workload) || !KueueWorkloads.wasSetBy(workload, MANAGER);
    }

    private static boolean isOursToFree(GenericKubernetesResource workload) {
        return !KueueWorkloads.isActive(workload) && KueueWorkloads.wasSetBy(workload, MANAGER);
    }

    /** Kueue labels a Workload with the uid of what it is about; so none is looked at in vain. */
    private Optional<GenericKubernetesResource> workload(TrainingJob job) {
        var made = job.observed().flatMap(TrainingJobStatus::engineMade);
        if (made.isEmpty() || workloads.isEmpty() || job.getSpec().queueName().isEmpty()) {
            return Optional.empty();
        }
        var uid = made.get().uid();
        var about = new LabelSelector.Requirement(KueueWorkloads.JOB_UID, LabelSelector.Operator.IN, Set.of(uid));
        var query = ListQuery.ALL.labelled(new LabelSelector(List.of(about)));
        var scope = Scope.namespace(job.getMetadata().getNamespace());
        return KueueWorkloads.of(uid, workloads.get().page(scope, query).items());
    }
}
