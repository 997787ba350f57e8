package io.kubesphere.ai.training.control;

import io.kubesphere.ai.dataset.Datasets;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.crd.JobInput;
import io.kubesphere.ai.training.crd.JobInput.OutputRef;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.store.RunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up what a job reads, down to the digest. */
@ApplicationScoped
class JobInputs {
    private final Datasets datasets;
    private final RunStore runs;

    JobInputs(Datasets datasets, RunStore runs) {
        this.datasets = datasets;
        this.runs = runs;
    }

    /** The inputs that are there; what is not is added to {@code missing}. */
    List<InputUse> resolve(String project, List<JobInput> inputs, List<Problem.Cause> missing) {
        var found = new ArrayList<InputUse>();
        for (var i = 0; i < inputs.size(); i++) {
            var field = "spec.inputs[" + i + "]";
            var input = inputs.get(i);
            input.fromDataset()
                    .flatMap(ref -> dataset(project, field + ".dataset", input, missing))
                    .or(() -> input.fromOutput()
                            .flatMap(ref -> output(project, field + ".output", input.name(), ref, missing)))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Has the versions that a job reads stay as long as it runs, whatever is deleted. */
    void hold(TrainingJob job) {
        var meta = job.getMetadata();
        var use = new Datasets.Use(job.getKind(), meta.getUid(), meta.getNamespace(), meta.getName());
        job.getSpec().inputs().stream()
                .flatMap(input -> input.fromDataset().stream())
                .flatMap(
                        reference -> datasets.resolve(meta.getNamespace(), "spec.inputs", reference).version().stream())
                .forEach(version -> datasets.recordUse(version, use));
    }

    /** The job reads no more. */
    void release(TrainingJob job) {
        if (!job.getSpec().inputs().isEmpty()) {
            datasets.endUse(job.getKind(), job.getMetadata().getUid());
        }
    }

    private Optional<InputUse> dataset(String project, String field, JobInput input, List<Problem.Cause> missing) {
        var reference = input.fromDataset().orElseThrow();
        var resolution = datasets.resolve(project, field, reference);
        resolution.fault().ifPresent(missing::add);
        var source = "dataset " + reference.namespaceFrom(project) + "/" + reference.name() + ":" + reference.version();
        return resolution
                .version()
                .map(version -> new InputUse(
                        input.name(),
                        source,
                        version.project(),
                        version.digest(),
                        version.volume().map(volume -> mount(volume, input))));
    }

    private static InputUse.Mount mount(Datasets.Volume volume, JobInput input) {
        return new InputUse.Mount(
                volume.claim(), volume.path(), input.verification().name());
    }

    /** Outputs of a run stay when its custom resource goes, and so does what can be built on them. */
    private Optional<InputUse> output(
            String project, String field, String name, OutputRef reference, List<Problem.Cause> missing) {
        var stored = runs.latest(project, reference.job()).stream()
                .flatMap(run -> runs.outputs(run.uid()).stream())
                .filter(output -> output.name().equals(reference.name()))
                .findFirst();
        if (stored.isEmpty()) {
            missing.add(Problem.Cause.notFound(
                    field, "job " + reference.job() + " has stored no output " + reference.name()));
        }
        return stored.map(output ->
                new InputUse(name, "output " + reference.job() + "/" + reference.name(), project, output.digest()));
    }
}
