package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.kernel.workload.Gpu;
import io.kubesphere.ai.kernel.workload.Resources;
import io.kubesphere.ai.kernel.workload.WorkloadConfig;
import io.kubesphere.ai.tracing.PodTracing;
import io.kubesphere.ai.tracing.PodTracing.TracedRun;
import io.kubesphere.ai.training.crd.Checkpoint;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.engine.RunPlan;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a resolved job everything that its pods get; no I/O, and the same job always gives the same. */
@ApplicationScoped
class RunPlanner {
    private final WorkloadConfig config;
    private final AgentContainers agents;
    private final RunTokens tokens;
    private final JobMarks marks;
    private final ObjectMapper json;
    private final PodTracing tracing;

    RunPlanner(
            WorkloadConfig config,
            AgentContainers agents,
            RunTokens tokens,
            JobMarks marks,
            ObjectMapper json,
            PodTracing tracing) {
        this.config = config;
        this.agents = agents;
        this.tokens = tokens;
        this.marks = marks;
        this.json = json;
        this.tracing = tracing;
    }

    RunPlan plan(TrainingJob job, ResolvedJob resolved) {
        var names = JobNames.of(job);
        var spec = job.getSpec();
        var environment = new JobEnvironment(job, resolved, names, config.serviceUrl());
        var files = new JobFiles(names, resolved, spec.checkpointing().isPresent());
        var labels = marks.labels(job, resolved);
        return new RunPlan(
                job.getMetadata().getNamespace(),
                job.getMetadata().getName(),
                labels,
                marks.annotations(job),
                owner(job),
                program(resolved),
                variables(job, labels, environment.variables()),
                agents(environment, files),
                volumes(files),
                files.program(),
                requirements(resolved.resources()),
                resolved.replicas(),
                spec.suspend(),
                spec.queueName(),
                spec.priorityName(),
                placement(job, resolved.resources()),
                OptionalInt.of(spec.retries()),
                spec.deadlineSeconds() == null ? OptionalLong.empty() : OptionalLong.of(spec.deadlineSeconds()),
                files.needsCollecting() ? OptionalLong.of(agents.terminationGraceSeconds()) : OptionalLong.empty());
    }

    /** Those of tracing come first, so that the user's own may refer to them. */
    private List<EnvVar> variables(TrainingJob job, Map<String, String> labels, List<EnvVar> others) {
        var meta = job.getMetadata();
        var parent =
                Optional.ofNullable(meta.getAnnotations()).map(annotations -> annotations.get(Labels.TRACE_PARENT));
        var run = new TracedRun(meta.getNamespace(), meta.getName(), labels, TrainingEngine.PROGRAM, parent);
        var taken = others.stream().map(EnvVar::getName).collect(Collectors.toSet());
        return Stream.concat(tracing.variables(run, taken).stream(), others.stream())
                .toList();
    }

    /** What the pods refer to; applied before the engine's own objects. */
    List<HasMetadata> supporting(TrainingJob job, ResolvedJob resolved) {
        var names = JobNames.of(job);
        var objects = new ArrayList<HasMetadata>();
        objects.add(new SecretBuilder()
                .withMetadata(meta(job, resolved, names.secret()))
                .withType("Opaque")
                // Not stringData: with server-side apply nobody owns what it becomes.
                .withData(Map.of(
                        JobNames.TOKEN_KEY, base64(token(job)), JobNames.PARAMETERS_KEY, base64(parameters(resolved))))
                .build());
        job.getSpec()
                .checkpointing()
                .filter(checkpoint -> checkpoint.existingClaim().isEmpty())
                .ifPresent(checkpoint -> objects.add(claim(job, resolved, names, checkpoint)));
        return objects;
    }

    private List<Container> agents(JobEnvironment environment, JobFiles files) {
        var containers = new ArrayList<Container>();
        if (files.needsPreparing()) {
            var prepare = agents.prepare(environment.gitCredentials(), files.prepare());
            containers.add(files.fetchesInputs() ? agents.caching(prepare) : prepare);
        }
        if (files.needsCollecting()) {
            containers.add(agents.collect(files.collect()));
        }
        return containers;
    }

    private List<Volume> volumes(JobFiles files) {
        var volumes = new ArrayList<>(files.volumes());
        if (files.fetchesInputs()) {
            agents.cache().ifPresent(volumes::add);
        }
        return volumes;
    }

    private static RunPlan.Program program(ResolvedJob resolved) {
        var program = resolved.program();
        return new RunPlan.Program(
                program.image(),
                program.command(),
                program.args(),
                program.hasCode() ? Optional.of(JobFiles.CODE) : Optional.empty());
    }

    private static RunPlan.Placement placement(TrainingJob job, Resources resources) {
        var spec = job.getSpec();
        var selector = new HashMap<>(spec.crew().nodeSelector());
        resources.gpus().flatMap(Gpu::model).ifPresent(model -> selector.put(Gpu.PRODUCT_LABEL, model));
        return new RunPlan.Placement(selector, Optional.ofNullable(spec.serviceAccount()), spec.imagePullSecrets());
    }

    /** Memory and cards are limits too: memory cannot be taken back, and cards cannot be shared this way. */
    private static ResourceRequirements requirements(Resources resources) {
        var requests = new HashMap<String, Quantity>();
        var limits = new HashMap<String, Quantity>();
        resources.cpus().ifPresent(cpu -> requests.put("cpu", cpu));
        resources.bytes().ifPresent(memory -> {
            requests.put("memory", memory);
            limits.put("memory", memory);
        });
        resources.gpus().ifPresent(gpu -> limits.put(gpu.resource(), new Quantity(Integer.toString(gpu.count()))));
        return new ResourceRequirementsBuilder()
                .withRequests(requests)
                .withLimits(limits)
                .build();
    }

    private HasMetadata claim(TrainingJob job, ResolvedJob resolved, JobNames names, Checkpoint checkpoint) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(meta(job, resolved, names.checkpointClaim()))
                .withNewSpec()
                .withAccessModes(checkpoint.accessMode().name())
                .withStorageClassName(checkpoint.storageClassName().orElse(null))
                .withNewResources()
                .addToRequests("storage", checkpoint.capacity())
                .endResources()
                .endSpec()
                .build();
    }

    private ObjectMeta meta(TrainingJob job, ResolvedJob resolved, String name) {
        return new ObjectMetaBuilder()
                .withNamespace(job.getMetadata().getNamespace())
                .withName(name)
                .withLabels(marks.labels(job, resolved))
                .withOwnerReferences(owner(job))
                .build();
    }

    private static OwnerReference owner(TrainingJob job) {
        return new OwnerReferenceBuilder()
                .withApiVersion(job.getApiVersion())
                .withKind(job.getKind())
                .withName(job.getMetadata().getName())
                .withUid(job.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    private String token(TrainingJob job) {
        var meta = job.getMetadata();
        var identity = new RunIdentity(meta.getUid(), meta.getNamespace(), meta.getName());
        return tokens.mint(identity, Instant.parse(meta.getCreationTimestamp()));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String parameters(ResolvedJob resolved) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(resolved.parameters());
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the parameters cannot be written")
                    .because(impossible);
        }
    }
}
