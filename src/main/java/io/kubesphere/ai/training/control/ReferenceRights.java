package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.auth.Permissions;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.crd.JobInput;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether who submits a job may read what it refers to. The sharing rule opens a dataset to a project, not to each of its
 * members: a role that may create jobs and not read datasets must not read them by a job.
 */
@ApplicationScoped
class ReferenceRights {
    private final Permissions permissions;

    ReferenceRights(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Throws an INVALID that names the references that the caller may not read; before anything is said about them. */
    void require(Caller caller, TrainingJob job) {
        var spec = job.getSpec();
        var causes = new ArrayList<Problem.Cause>();
        if (spec.algorithmRef().isPresent()) {
            refusal(caller, job, "spec.algorithm", "algorithms").ifPresent(causes::add);
        }
        if (spec.inputs().stream().map(JobInput::fromDataset).anyMatch(Optional::isPresent)) {
            refusal(caller, job, "spec.inputs", "datasets").ifPresent(causes::add);
        }
        if (!causes.isEmpty()) {
            throw Problem.invalid("TrainingJob", List.copyOf(causes))
                    .about(TrainingJob.PLURAL, job.getMetadata().getName());
        }
    }

    private Optional<Problem.Cause> refusal(Caller caller, TrainingJob job, String field, String plural) {
        var project = job.getMetadata().getNamespace();
        return permissions.mayGet(caller, project, plural)
                ? Optional.empty()
                : Optional.of(Problem.Cause.invalid(
                        field, "your roles do not let you read " + plural + " in project " + project));
    }
}
