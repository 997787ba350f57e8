package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.algorithm.Algorithms;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.workload.Resources;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.control.ResolvedJob.Program;
import io.kubesphere.ai.training.crd.InlineContainer;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up what a job refers to and checks it against the algorithm's declarations: the one policy of submissions. */
@ApplicationScoped
class JobResolver {
    private final Algorithms algorithms;
    private final JobInputs inputs;

    JobResolver(Algorithms algorithms, JobInputs inputs) {
        this.algorithms = algorithms;
        this.inputs = inputs;
    }

    /**
     * The job, resolved, or why it cannot be.
     *
     * @param faults what only another job can mend: this one never changes
     * @param missing what may still come, such as an algorithm that is applied a moment later
     */
    record Resolution(Optional<ResolvedJob> job, List<Problem.Cause> faults, List<Problem.Cause> missing) {
        /** Everything that is wrong now. */
        List<Problem.Cause> causes() {
            return Stream.concat(faults.stream(), missing.stream()).toList();
        }
    }

    Resolution resolve(TrainingJob job) {
        var project = job.getMetadata().getNamespace();
        var spec = job.getSpec();
        var missing = new ArrayList<Problem.Cause>();
        var faults = new ArrayList<Problem.Cause>();
        var algorithm = algorithm(project, spec, missing);
        if (spec.algorithmRef().isPresent() && algorithm.isEmpty()) {
            return new Resolution(Optional.empty(), faults, missing);
        }
        var version = algorithm.map(PublishedVersion::spec);
        var parameters = parameters(version, spec, faults);
        faults.addAll(JobDeclarations.faults(version, spec));
        var read = inputs.resolve(project, spec.inputs(), missing);
        if (!faults.isEmpty() || !missing.isEmpty()) {
            return new Resolution(Optional.empty(), faults, missing);
        }
        var resolved = resolved(algorithm, spec, parameters, read);
        return new Resolution(Optional.of(resolved), List.of(), List.of());
    }

    private Optional<PublishedVersion> algorithm(String project, TrainingJobSpec spec, List<Problem.Cause> missing) {
        var resolution = spec.algorithmRef().map(ref -> algorithms.resolve(project, "spec.algorithm", ref));
        resolution.flatMap(Algorithms.Resolution::fault).ifPresent(missing::add);
        return resolution.flatMap(Algorithms.Resolution::version);
    }

    /** An inline program takes whatever it is given; an algorithm has a schema. */
    private static Map<String, JsonNode> parameters(
            Optional<VersionSpec> version, TrainingJobSpec spec, List<Problem.Cause> faults) {
        if (version.isEmpty()) {
            faults.addAll(JobDeclarations.unusableParameters(spec.parameters()));
            return new LinkedHashMap<>(spec.parameters());
        }
        var checked = version.get().schema().check("spec.parameters", spec.parameters());
        faults.addAll(checked.causes());
        return checked.values();
    }

    private static ResolvedJob resolved(
            Optional<PublishedVersion> algorithm,
            TrainingJobSpec spec,
            Map<String, JsonNode> parameters,
            List<InputUse> read) {
        var version = algorithm.map(PublishedVersion::spec);
        var defaults = version.map(VersionSpec::defaultResources).orElse(Resources.NONE);
        return new ResolvedJob(
                algorithm,
                version.map(JobResolver::program)
                        .orElseGet(() -> program(spec.inline().orElseThrow())),
                parameters,
                read,
                RecordedAlgorithm.outputs(version, spec.outputs()),
                spec.crew().count().or(() -> version.map(VersionSpec::replicas)).orElse(1),
                spec.crew().each().orElse(defaults));
    }

    private static Program program(VersionSpec version) {
        var source = version.source();
        return new Program(source.image(), version.command(), version.args(), source.fromGit(), source.fromArchive());
    }

    private static Program program(InlineContainer container) {
        return new Program(
                container.image(), container.command(), container.args(), Optional.empty(), Optional.empty());
    }
}
