package io.kubesphere.ai.kernel.workload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** What one worker needs; absent means what the project's LimitRange says. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.cpu) || (type(self.cpu) == int ? self.cpu > 0 : isQuantity(self.cpu)"
                + " && quantity(self.cpu).isGreaterThan(quantity('0')))",
        message = "must be a quantity above zero, e.g. 500m or 4",
        fieldPath = ".cpu")
@ValidationRule(
        value = "!has(self.memory) || (type(self.memory) == int ? self.memory > 0 : isQuantity(self.memory)"
                + " && quantity(self.memory).isGreaterThan(quantity('0')))",
        message = "must be a quantity above zero, e.g. 512Mi or 16Gi",
        fieldPath = ".memory")
public record Resources(
        @JsonPropertyDescription("CPU cores, e.g. 500m or 4.") Quantity cpu,
        @JsonPropertyDescription("Memory, e.g. 16Gi.") Quantity memory,
        @JsonPropertyDescription("Accelerators; absent means none.") Gpu gpu) {
    /** Nothing asked for. */
    public static final Resources NONE = new Resources(null, null, null);

    public Optional<Quantity> cpus() {
        return Optional.ofNullable(cpu);
    }

    public Optional<Quantity> bytes() {
        return Optional.ofNullable(memory);
    }

    public Optional<Gpu> gpus() {
        return Optional.ofNullable(gpu);
    }

    /** These, where they say something, else {@code defaults}. */
    public Resources orElse(Resources defaults) {
        return new Resources(
                cpus().or(defaults::cpus).orElse(null),
                bytes().or(defaults::bytes).orElse(null),
                gpus().or(defaults::gpus).orElse(null));
    }
}
