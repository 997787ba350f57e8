package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.kubesphere.ai.algorithm.AlgorithmRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the user wants; fixed once made, but for {@code suspend} and {@code ttlSecondsAfterFinished}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.algorithm) != has(self.container)",
        message = "give an algorithm version or a container")
@ValidationRule(
        value = TrainingJobSpec.UNCHANGED,
        message = "a job never changes, but for suspend and ttlSecondsAfterFinished; make another one (rerun)",
        reason = "FieldValueForbidden")
public record TrainingJobSpec(
        @JsonPropertyDescription("Algorithm version to run.") AlgorithmRef algorithm,
        @JsonPropertyDescription("Program to run when there is no algorithm for it.") InlineContainer container,
        @JsonPropertyDescription("Values of the algorithm's parameters.") @Size(max = 100)
                Map<String, JsonNode> parameters,
        @JsonPropertyDescription("Further environment variables of the program.") @Size(max = 100) List<Variable> env,
        @JsonPropertyDescription("What it reads.") @Size(max = 32) List<JobInput> inputs,
        @JsonPropertyDescription("What it leaves behind, beside the algorithm's declared outputs.") @Size(max = 32)
                List<JobOutput> outputs,
        @JsonPropertyDescription("How many workers, and what each needs.") Workers workers,
        @JsonPropertyDescription("Engine that runs it; Auto takes the best one that the cluster has.")
                @Default("Auto")
                @Pattern("^[A-Za-z0-9]+$")
                @Size(min = 1, max = 63)
                String engine,
        @JsonPropertyDescription("Kueue LocalQueue of the project; absent means that no quota queue is asked.")
                @Size(max = 63)
                String queue,
        @JsonPropertyDescription("WorkloadPriorityClass with a queue, PriorityClass without.") @Size(max = 253)
                String priority,
        @JsonPropertyDescription("How often it may start again after a failure.") @Default("0") @Min(0) @Max(100)
                Integer retries,
        @JsonPropertyDescription("Seconds of running after which it is ended as failed.") @Min(1) @Max(31_536_000)
                Long deadlineSeconds,
        @JsonPropertyDescription("Seconds after its end when it is deleted; its record stays. Absent means never.")
                @Min(0)
                @Max(31_536_000)
                Long ttlSecondsAfterFinished,
        @JsonPropertyDescription("Paused: no worker runs until it is false again.") @Default("false") Boolean suspend,
        @JsonPropertyDescription("A volume that survives restarts.") Checkpoint checkpoint,
        @JsonPropertyDescription(
                        "Seconds without a log line or metric after which it counts as stalled; 0 means never.")
                @Default("1800")
                @Min(0)
                @Max(604_800)
                Integer stallAfterSeconds,
        @JsonPropertyDescription("ServiceAccount of the workers; absent means default.") @Size(max = 253)
                String serviceAccount,
        @JsonPropertyDescription("Secrets to pull the image with.") @Size(max = 8)
                List<@Size(max = 253) String> imagePullSecrets) {

    /** CEL has no "all fields but two", so they are named; a test holds this against the record's components. */
    static final String UNCHANGED = "self.engine == oldSelf.engine && self.retries == oldSelf.retries"
            + " && self.stallAfterSeconds == oldSelf.stallAfterSeconds"
            + " && has(self.algorithm) == has(oldSelf.algorithm)"
            + " && (!has(self.algorithm) || self.algorithm == oldSelf.algorithm)"
            + " && has(self.container) == has(oldSelf.container)"
            + " && (!has(self.container) || self.container == oldSelf.container)"
            + " && has(self.parameters) == has(oldSelf.parameters)"
            + " && (!has(self.parameters) || self.parameters == oldSelf.parameters)"
            + " && has(self.env) == has(oldSelf.env) && (!has(self.env) || self.env == oldSelf.env)"
            + " && has(self.inputs) == has(oldSelf.inputs) && (!has(self.inputs) || self.inputs == oldSelf.inputs)"
            + " && has(self.outputs) == has(oldSelf.outputs)"
            + " && (!has(self.outputs) || self.outputs == oldSelf.outputs)"
            + " && has(self.workers) == has(oldSelf.workers)"
            + " && (!has(self.workers) || self.workers == oldSelf.workers)"
            + " && has(self.queue) == has(oldSelf.queue) && (!has(self.queue) || self.queue == oldSelf.queue)"
            + " && has(self.priority) == has(oldSelf.priority)"
            + " && (!has(self.priority) || self.priority == oldSelf.priority)"
            + " && has(self.deadlineSeconds) == has(oldSelf.deadlineSeconds)"
            + " && (!has(self.deadlineSeconds) || self.deadlineSeconds == oldSelf.deadlineSeconds)"
            + " && has(self.checkpoint) == has(oldSelf.checkpoint)"
            + " && (!has(self.checkpoint) || self.checkpoint == oldSelf.checkpoint)"
            + " && has(self.serviceAccount) == has(oldSelf.serviceAccount)"
            + " && (!has(self.serviceAccount) || self.serviceAccount == oldSelf.serviceAccount)"
            + " && has(self.imagePullSecrets) == has(oldSelf.imagePullSecrets)"
            + " && (!has(self.imagePullSecrets) || self.imagePullSecrets == oldSelf.imagePullSecrets)";

    /** What the CRD's default says. */
    public static final String AUTO = "Auto";

    private static final int STALL_AFTER_SECONDS = 1800;

    public TrainingJobSpec {
        parameters = Objects.requireNonNullElse(parameters, Map.of());
        env = Objects.requireNonNullElse(env, List.of());
        inputs = Objects.requireNonNullElse(inputs, List.of());
        outputs = Objects.requireNonNullElse(outputs, List.of());
        engine = Objects.requireNonNullElse(engine, AUTO);
        retries = Objects.requireNonNullElse(retries, 0);
        suspend = Objects.requireNonNullElse(suspend, false);
        stallAfterSeconds = Objects.requireNonNullElse(stallAfterSeconds, STALL_AFTER_SECONDS);
        imagePullSecrets = Objects.requireNonNullElse(imagePullSecrets, List.of());
    }

    public Optional<AlgorithmRef> algorithmRef() {
        return Optional.ofNullable(algorithm);
    }

    public Optional<InlineContainer> inline() {
        return Optional.ofNullable(container);
    }

    /** Not put into the component: a job that is written back would have a field that its user never gave. */
    public Workers crew() {
        return Objects.requireNonNullElse(workers, Workers.UNSAID);
    }

    public Optional<String> queueName() {
        return Optional.ofNullable(queue).filter(name -> !name.isEmpty());
    }

    public Optional<String> priorityName() {
        return Optional.ofNullable(priority).filter(name -> !name.isEmpty());
    }

    public Optional<Checkpoint> checkpointing() {
        return Optional.ofNullable(checkpoint);
    }
}
