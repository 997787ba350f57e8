package io.kubesphere.ai.kernel.workload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Optional;

/** Whole accelerators for one worker. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Gpu(
        @JsonPropertyDescription("Extended resource that the device plugin offers, e.g. nvidia.com/gpu.")
                @Default(Gpu.NVIDIA)
                @Size(min = 1, max = 253)
                String resource,
        @JsonPropertyDescription("Card model as the node label nvidia.com/gpu.product says; absent means any card.")
                @Size(max = 63)
                String product,
        @JsonPropertyDescription("Cards for each worker.") @Required @Min(1) @Max(64) int count) {
    /** Node label that names the card model (NVIDIA GPU feature discovery). */
    public static final String PRODUCT_LABEL = "nvidia.com/gpu.product";

    static final String NVIDIA = "nvidia.com/gpu";

    public Gpu {
        resource = resource == null ? NVIDIA : resource;
    }

    /** The card model wanted, if any. */
    public Optional<String> model() {
        return Optional.ofNullable(product).filter(name -> !name.isEmpty());
    }
}
