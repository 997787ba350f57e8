package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
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

    /** Applies all in order and answers the main object, which is the last, as stored. */
    HasMetadata apply(TrainingJob job, TrainingEngine engine, List<HasMetadata> supporting, List<HasMetadata> desired) {
        var main = desired.get(desired.size() - 1);
        requireOurs(job, engine, main.getMetadata().getName());
        var all = Stream.concat(supporting.stream(), desired.stream()).toList();
        var applied = objects.applyOwned(job, all);
        return applied.get(applied.size() - 1);
    }

    private void requireOurs(TrainingJob job, TrainingEngine engine, String name) {
        var api = engine.api();
        var found = objects.get(api.apiVersion(), api.kind(), job.getMetadata().getNamespace(), name);
        var foreign = found.filter(object -> object.getMetadata().getOwnerReferences().stream()
                .map(OwnerReference::getUid)
                .noneMatch(job.getMetadata().getUid()::equals));
        if (foreign.isPresent()) {
            throw Problem.of(
                    Problem.Code.ALREADY_EXISTS,
                    "a %s %s that does not belong to this job exists already",
                    api.kind(),
                    name);
        }
    }
}
