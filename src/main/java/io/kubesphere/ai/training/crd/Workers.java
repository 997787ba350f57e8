package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.kubesphere.ai.kernel.workload.Resources;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How many workers, and what each needs; absent means what the algorithm version says. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Workers(
        @JsonPropertyDescription("Workers that run at the same time; rank 0 is the rendezvous.") @Min(1) @Max(1024)
                Integer replicas,
        @JsonPropertyDescription("Resources of each worker.") Resources resources,
        @JsonPropertyDescription("Labels that the nodes must have.") @Size(max = 16)
                Map<String, @Size(max = 63) String> nodeSelector) {
    static final Workers UNSAID = new Workers(null, null, null);

    public Workers {
        nodeSelector = Objects.requireNonNullElse(nodeSelector, Map.of());
    }

    public Optional<Integer> count() {
        return Optional.ofNullable(replicas);
    }

    public Resources each() {
        return Objects.requireNonNullElse(resources, Resources.NONE);
    }
}
