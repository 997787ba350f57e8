package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.DatasetSpec;
import io.kubesphere.ai.dataset.crd.SharingScope;
import io.kubesphere.ai.kernel.kapi.Names;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of a dataset that its schema cannot say, since it needs other objects. */
@ApplicationScoped
class DatasetPolicy {
    private static final String BUCKET = "spec.storage.s3";

    private final Workspaces workspaces;
    private final SourceRules rules;

    DatasetPolicy(Workspaces workspaces, SourceRules rules) {
        this.workspaces = workspaces;
        this.rules = rules;
    }

    /** A 422 with everything that is wrong. */
    void require(Dataset dataset) {
        var faults = faults(dataset);
        if (!faults.isEmpty()) {
            throw Problem.invalid("Dataset", faults)
                    .about(Dataset.PLURAL, dataset.getMetadata().getName());
        }
    }

    List<Problem.Cause> faults(Dataset dataset) {
        var faults = new ArrayList<Problem.Cause>();
        sharedTooWidely(dataset).ifPresent(faults::add);
        faults.addAll(storage(dataset.getSpec()));
        var projects = dataset.getSpec().sharing().projects();
        for (var i = 0; i < projects.size(); i++) {
            Names.labelFault(DatasetIndex.PROJECTS + "[" + i + "]", projects.get(i), 63)
                    .ifPresent(faults::add);
        }
        return faults;
    }

    private List<Problem.Cause> storage(DatasetSpec spec) {
        if (spec.storage() == null) {
            return List.of();
        }
        if (spec.externalBucket().isEmpty()) {
            return List.of(Problem.Cause.required(BUCKET, "storage says where the files lie"));
        }
        var bucket = spec.externalBucket().get().source();
        var faults = new ArrayList<>(rules.bucket(BUCKET, bucket));
        bucket.secretName()
                .flatMap(name -> rules.secret(BUCKET + ".secret", name))
                .ifPresent(faults::add);
        return faults;
    }

    private Optional<Problem.Cause> sharedTooWidely(Dataset dataset) {
        var project = dataset.getMetadata().getNamespace();
        if (dataset.getSpec().sharing().scope() != SharingScope.Platform || workspaces.isSystem(project)) {
            return Optional.empty();
        }
        return Optional.of(new Problem.Cause(
                DatasetIndex.SCOPE,
                "FieldValueForbidden",
                "only projects of " + Workspaces.SYSTEM + " can share with the whole platform"));
    }
}
