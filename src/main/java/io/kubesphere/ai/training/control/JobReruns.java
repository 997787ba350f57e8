package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.ResourceStore;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.Rerun;
import io.kubesphere.ai.training.RunRecord;
import io.kubesphere.ai.training.TrainingRuns;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a job again from its record, and refuses when its algorithm or data are not what they were. */
@ApplicationScoped
class JobReruns {
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_BASE = TrainingJob.LONGEST_NAME - 4;

    private final ResourceStore<TrainingJob> jobs;
    private final TrainingRuns runs;
    private final JobResolver resolver;
    private final ReferenceRights rights;

    JobReruns(ResourceStore<TrainingJob> jobs, TrainingRuns runs, JobResolver resolver, ReferenceRights rights) {
        this.jobs = jobs;
        this.runs = runs;
        this.resolver = resolver;
        this.rights = rights;
    }

    TrainingJob rerun(Caller caller, String namespace, String name, Rerun request) {
        var run = runs.find(namespace, name);
        var spec = (ObjectNode) run.spec().deepCopy();
        spec.remove("suspend");
        if (!request.parameters().isEmpty()) {
            var parameters = spec.path("parameters") instanceof ObjectNode given ? given : spec.putObject("parameters");
            parameters.setAll(request.parameters());
        }
        if (request.name().isPresent()) {
            return create(caller, run, request.name().get(), spec);
        }
        return createNamed(caller, run, spec);
    }

    /** {@code scorer}, {@code scorer-r2}, {@code scorer-r3}: the first name that is free. */
    private TrainingJob createNamed(Caller caller, RunRecord run, ObjectNode spec) {
        var base = run.name().replaceFirst("-r\\d{1,3}$", "");
        var stem =
                base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE).replaceFirst("-+$", "") : base;
        for (var number = 2; number < MOST_NAMES; number++) {
            var candidate = stem + "-r" + number;
            if (jobs.find(run.namespace(), candidate).isPresent()) {
                continue;
            }
            try {
                return create(caller, run, candidate, spec);
            } catch (Problem taken) {
                if (taken.code() != Problem.Code.ALREADY_EXISTS) {
                    throw taken;
                }
            }
        }
        throw Problem.invalid(
                "Rerun", List.of(Problem.Cause.required("name", "there are many reruns already; give a name")));
    }

    private TrainingJob create(Caller caller, RunRecord run, String name, JsonNode spec) {
        var body = JsonNodeFactory.instance.objectNode();
        var metadata = body.putObject("metadata").put("name", name);
        metadata.putObject("annotations").put(JobLabels.RERUN_OF, run.uid());
        body.set("spec", spec);
        return jobs.create(run.namespace(), caller.user(), body, job -> {
            rights.require(caller, job);
            requireTheSame(job, run);
        });
    }

    private void requireTheSame(TrainingJob job, RunRecord run) {
        var resolution = resolver.resolve(job);
        var causes = new ArrayList<>(resolution.causes());
        resolution.job().ifPresent(resolved -> {
            var before = run.algorithm().map(AlgorithmUse::digest);
            if (!resolved.algorithm().map(PublishedVersion::digest).equals(before)) {
                causes.add(Problem.Cause.invalid("spec.algorithm", "is not what it was when the job ran"));
            }
            if (!digests(resolved.inputs()).equals(digests(run.inputs()))) {
                causes.add(Problem.Cause.invalid("spec.inputs", "are not what they were when the job ran"));
            }
        });
        if (!causes.isEmpty()) {
            throw Problem.invalid("TrainingJob", causes)
                    .about(TrainingJob.PLURAL, job.getMetadata().getName());
        }
    }

    private static String digests(List<InputUse> inputs) {
        return inputs.stream()
                .map(input -> input.name() + "=" + input.digest())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
