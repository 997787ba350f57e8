package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Objects;
import java.util.Optional;

/** The volume behind AIP_CHECKPOINT_DIR: it survives restarts, pauses and preemption, and goes with the job. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.size) || (type(self.size) == int ? self.size > 0 : isQuantity(self.size)"
                + " && quantity(self.size).isGreaterThan(quantity('0')))",
        message = "must be a quantity above zero, e.g. 10Gi",
        fieldPath = ".size")
public record Checkpoint(
        @JsonPropertyDescription("Size of the volume that is made for the job; default 10Gi.") Quantity size,
        @JsonPropertyDescription("Storage class of it; absent means the cluster's default.") @Size(max = 253)
                String storageClass,
        @JsonPropertyDescription("Several workers on several nodes need ReadWriteMany.") @Default("ReadWriteOnce")
                AccessMode accessMode,
        @JsonPropertyDescription("A PersistentVolumeClaim of the project to use instead; it stays when the job goes.")
                @Size(max = 253)
                String claim) {
    private static final Quantity USUAL = new Quantity("10Gi");

    /** Who may mount the volume. */
    public enum AccessMode {
        ReadWriteOnce,
        ReadWriteMany
    }

    public Checkpoint {
        accessMode = Objects.requireNonNullElse(accessMode, AccessMode.ReadWriteOnce);
    }

    public Optional<String> existingClaim() {
        return Optional.ofNullable(claim).filter(name -> !name.isEmpty());
    }

    public Optional<String> storageClassName() {
        return Optional.ofNullable(storageClass).filter(name -> !name.isEmpty());
    }

    public Quantity capacity() {
        return Objects.requireNonNullElse(size, USUAL);
    }
}
