package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.kubesphere.ai.kernel.workload.Resources;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A published version. Only its deprecation can change. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = VersionSpec.UNCHANGED,
        message = "a published version never changes; add a new one (only deprecation may be set)",
        reason = "FieldValueForbidden")
public record VersionSpec(
        @JsonPropertyDescription("Name of the version, e.g. v1 or 2.0.3.")
                @Required
                @Pattern("^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$")
                @Size(min = 1, max = 63)
                String name,
        @JsonPropertyDescription("What is new.") @Size(max = 4096) String description,
        @JsonPropertyDescription("Image and code.") @Required CodeSource source,
        @JsonPropertyDescription("Command; absent means the image's own.") @Size(max = 64)
                List<@Size(max = 4096) String> command,
        @JsonPropertyDescription("Arguments of the command.") @Size(max = 256) List<@Size(max = 4096) String> args,
        @JsonPropertyDescription("Typed parameters.") @Size(max = 100) List<ParameterSpec> parameters,
        @JsonPropertyDescription("Declared inputs.") @Size(max = 32) List<Slot> inputs,
        @JsonPropertyDescription("Declared outputs.") @Size(max = 32) List<Slot> outputs,
        @JsonPropertyDescription("Metrics that it reports.") @Size(max = 100) List<MetricSpec> metrics,
        @JsonPropertyDescription("Workers when the job does not say.") @Default("1") @Min(1) @Max(1024)
                Integer replicas,
        @JsonPropertyDescription("Resources of each worker when the job does not say.") Resources resources,
        @JsonPropertyDescription("Advice to use another version.") Deprecation deprecation) {

    /** CEL has no "all fields but one", so they are named; a test holds this against the record's components. */
    static final String UNCHANGED = "self.name == oldSelf.name && self.source == oldSelf.source"
            + " && self.replicas == oldSelf.replicas"
            + " && has(self.description) == has(oldSelf.description)"
            + " && (!has(self.description) || self.description == oldSelf.description)"
            + " && has(self.command) == has(oldSelf.command)"
            + " && (!has(self.command) || self.command == oldSelf.command)"
            + " && has(self.args) == has(oldSelf.args) && (!has(self.args) || self.args == oldSelf.args)"
            + " && has(self.parameters) == has(oldSelf.parameters)"
            + " && (!has(self.parameters) || self.parameters == oldSelf.parameters)"
            + " && has(self.inputs) == has(oldSelf.inputs) && (!has(self.inputs) || self.inputs == oldSelf.inputs)"
            + " && has(self.outputs) == has(oldSelf.outputs)"
            + " && (!has(self.outputs) || self.outputs == oldSelf.outputs)"
            + " && has(self.metrics) == has(oldSelf.metrics)"
            + " && (!has(self.metrics) || self.metrics == oldSelf.metrics)"
            + " && has(self.resources) == has(oldSelf.resources)"
            + " && (!has(self.resources) || self.resources == oldSelf.resources)";

    public VersionSpec {
        command = Objects.requireNonNullElse(command, List.of());
        args = Objects.requireNonNullElse(args, List.of());
        parameters = Objects.requireNonNullElse(parameters, List.of());
        inputs = Objects.requireNonNullElse(inputs, List.of());
        outputs = Objects.requireNonNullElse(outputs, List.of());
        metrics = Objects.requireNonNullElse(metrics, List.of());
        replicas = Objects.requireNonNullElse(replicas, 1);
    }

    public ParameterSchema schema() {
        return new ParameterSchema(parameters);
    }

    public Resources defaultResources() {
        return Objects.requireNonNullElse(resources, Resources.NONE);
    }

    public Optional<Deprecation> deprecated() {
        return Optional.ofNullable(deprecation);
    }
}
