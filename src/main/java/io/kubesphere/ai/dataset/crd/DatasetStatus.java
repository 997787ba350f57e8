package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import java.util.List;
import java.util.Objects;

/** What the platform found. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatasetStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about.") Long observedGeneration,
        @JsonPropertyDescription("Number of versions.") Integer count,
        @JsonPropertyDescription("The newest version.") Latest latest,
        @JsonPropertyDescription("The claim of its volume, where it has one.") VolumeState volume,
        @JsonPropertyDescription("Ready, with the reason.") @Size(max = 8) List<StatusCondition> conditions) {

    /** The newest version. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Latest(
            @JsonPropertyDescription("Name of the version.") @Size(max = 63) String version,
            @JsonPropertyDescription("Digest of its manifest.") @Size(max = 71) String digest,
            @JsonPropertyDescription("Number of its files.") Long files,
            @JsonPropertyDescription("Bytes of its files together.") Long bytes,
            @JsonPropertyDescription("When it was committed, RFC 3339.") @Size(max = 40) String createdAt) {}

    /** The claim that a dataset's files lie behind. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record VolumeState(
            @JsonPropertyDescription("Phase of the claim: Pending, Bound or Lost; Missing when there is none.")
                    @Size(max = 16)
                    String phase,
            @JsonPropertyDescription("Fluid where a Dataset of Fluid's has made the claim and keeps its files near.")
                    @Size(max = 63)
                    String servedBy) {}

    public DatasetStatus {
        conditions = Objects.requireNonNullElse(conditions, List.of());
    }
}
