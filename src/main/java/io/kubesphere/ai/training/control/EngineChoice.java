package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.workload.StartReason;
import io.kubesphere.ai.kernel.workload.SubmissionReason;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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
     * Makes all in order and answers the main object, which is the last, so all others are there when it is. What is
     * called like one of them and is somebody else's is left alone: a forced apply would take it over, and deleting the
     * job would delete it. Where that is the main object, nothing is made.
     */
    ObjectMeta apply(TrainingJob job, List<HasMetadata> supporting, List<HasMetadata> desired) {
        var main = desired.get(desired.size() - 1);
        return ours(job, main).orElseGet(() -> {
            Stream.concat(supporting.stream(), desired.stream().limit(desired.size() - 1))
                    .forEach(object -> makeSupporting(job, object));
            return created(job, main)
                    .or(() -> ours(job, main))
                    .orElseThrow(
                            () -> Problem.of(Problem.Code.CONFLICT, "the %s has just gone; try again", main.getKind()));
        });
    }

    /** What an earlier pass has made is applied anew, since what it was made of may have changed. */
    private void makeSupporting(TrainingJob job, HasMetadata object) {
        if (created(job, object).isEmpty()) {
            var unused = ours(job, object);
            objects.applyOwned(job, object);
        }
    }

    /** Creating is one call and takes nothing over; what is there already needs to be looked at only then. */
    private Optional<ObjectMeta> created(TrainingJob job, HasMetadata wanted) {
        try {
            return Optional.of(objects.createOwned(job, wanted).getMetadata());
        } catch (Problem refused) {
            if (refused.code() == Problem.Code.ALREADY_EXISTS) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * What is called like this already. An ALREADY_EXISTS when it is not ours, and a CONFLICT when it is an earlier job's
     * of the same name: that is collected in a moment, and until then nothing of it may be used.
     */
    private Optional<ObjectMeta> ours(TrainingJob job, HasMetadata wanted) {
        wanted.getMetadata().setNamespace(job.getMetadata().getNamespace());
        var found = objects.occupant(wanted);
        if (found.isEmpty() || hasOwner(found.get(), owner -> isSame(owner, job))) {
            return found;
        }
        var what = wanted.getKind() + " " + wanted.getMetadata().getName();
        throw hasOwner(found.get(), owner -> isNamesake(owner, job))
                ? Problem.of(Problem.Code.CONFLICT, "the %s of an earlier job of this name is being removed", what)
                : Problem.of(Problem.Code.ALREADY_EXISTS, "a %s that does not belong to this job exists already", what);
    }

    private static boolean hasOwner(ObjectMeta found, Predicate<OwnerReference> is) {
        return found.getOwnerReferences().stream().anyMatch(is);
    }

    private static boolean isSame(OwnerReference owner, TrainingJob job) {
        return owner.getUid().equals(job.getMetadata().getUid());
    }

    private static boolean isNamesake(OwnerReference owner, TrainingJob job) {
        return owner.getKind().equals(job.getKind())
                && owner.getName().equals(job.getMetadata().getName());
    }
}
