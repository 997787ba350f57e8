package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.DatasetSpec;
import io.kubesphere.ai.dataset.crd.SharingScope;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.kernel.content.TreePath;
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
    private static final String VOLUME = "spec.storage.volume";

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
        if (spec.externalBucket().isPresent() == spec.volume().isPresent()) {
            return List.of(
                    Problem.Cause.required("spec.storage", "storage says where the files lie: in s3, or on a volume"));
        }
        return spec.volume().map(volume -> volume(volume, spec)).orElseGet(() -> bucket(spec));
    }

    /** Its pods mount it, and no others can. */
    private static List<Problem.Cause> volume(VolumeDirectory volume, DatasetSpec spec) {
        var faults = new ArrayList<Problem.Cause>();
        if (volume.claim() == null || !Names.isSubdomain(volume.claim())) {
            faults.add(Problem.Cause.invalid(VOLUME + ".claim", "must be the name of a PersistentVolumeClaim"));
        }
        Optional.ofNullable(volume.path())
                .flatMap(TreePath::fault)
                .ifPresent(fault -> faults.add(Problem.Cause.invalid(VOLUME + ".path", fault)));
        if (spec.sharing().scope() != SharingScope.Project) {
            faults.add(new Problem.Cause(
                    DatasetIndex.SCOPE,
                    "FieldValueForbidden",
                    "a volume is mounted by pods of its own project only, so a dataset on one cannot be shared"
                            + " further"));
        }
        return faults;
    }

    private List<Problem.Cause> bucket(DatasetSpec spec) {
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
