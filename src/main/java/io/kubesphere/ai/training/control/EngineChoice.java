package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.workload.StartReason;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chooses the engine of a job and gives it its objects, but never takes over what somebody else has made. */
@ApplicationScoped
class EngineChoice {
    private final Engines engines;
    private final KubeObjects objects;

    EngineChoice(Engines engines, KubeObjects objects) {
        this.engines = engines;
        this.objects = objects;
    }

    Optional<TrainingEngine> of(String wanted) {
        return engines.choose(wanted);
    }

    /** Why there is no engine: one that nobody knows will not come. */
    Verdict missing(String wanted) {
        if (engines.named(wanted).isEmpty() && !wanted.equals(TrainingJobSpec.AUTO)) {
            var detail = wanted + "; there are " + engines.names();
            return JobStatuses.saying(SubmissionReason.EngineUnknown, detail);
        }
        return JobStatuses.saying(StartReason.EngineMissing, wanted.equals(TrainingJobSpec.AUTO) ? "" : wanted);
    }

    /**
     * Applies all in order and answers the main object, which is the last, as stored. Nothing is applied when anything
     * of these names is somebody else's: a forced apply would take it over, and deleting the job would delete it.
     */
    HasMetadata apply(TrainingJob job, List<HasMetadata> supporting, List<HasMetadata> desired) {
        var main = desired.get(desired.size() - 1);
        requireFree(job, main, found -> isOwned(found, job));
        var all = Stream.concat(supporting.stream(), desired.stream()).toList();
        all.subList(0, all.size() - 1)
                .forEach(object ->
                        requireFree(job, object, found -> isOwned(found, job) || isMarked(object, found, job)));
        var applied = objects.applyOwned(job, all);
        return applied.get(applied.size() - 1);
    }

    private void requireFree(TrainingJob job, HasMetadata wanted, Predicate<ObjectMeta> isOurs) {
        var name = wanted.getMetadata().getName();
        wanted.getMetadata().setNamespace(job.getMetadata().getNamespace());
        var found = objects.occupant(wanted);
        if (found.filter(isOurs.negate()).isPresent()) {
            throw Problem.of(
                    Problem.Code.ALREADY_EXISTS,
                    "a %s %s that does not belong to this job exists already",
                    wanted.getKind(),
                    name);
        }
    }

    private static boolean isOwned(ObjectMeta found, TrainingJob job) {
        return found.getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .anyMatch(job.getMetadata().getUid()::equals);
    }

    /**
     * Left from an earlier job of this name: garbage that is collected in a moment, and as good as ours. Not so a
     * volume, which would bring that job's checkpoint along.
     */
    private static boolean isMarked(HasMetadata wanted, ObjectMeta found, TrainingJob job) {
        if (wanted.getKind().equals(HasMetadata.getKind(PersistentVolumeClaim.class))) {
            return false;
        }
        var labels = Optional.ofNullable(found.getLabels()).orElse(Map.of());
        return JobLabels.MODULE.equals(labels.get(Labels.MODULE))
                && job.getMetadata().getName().equals(labels.get(Labels.RUN));
    }
}
