package io.kubesphere.ai.algorithm.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import java.util.List;
import java.util.Objects;

/** What the platform found. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AlgorithmStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about.") Long observedGeneration,
        @JsonPropertyDescription("Newest version that is not deprecated.") @Size(max = 63) String latest,
        @JsonPropertyDescription("Number of versions.") Integer count,
        @JsonPropertyDescription("Digests of the versions.") @Size(max = 64) List<VersionDigest> versions,
        @JsonPropertyDescription("Ready, with the reason.") @Size(max = 8) List<StatusCondition> conditions) {

    /** The digest of one version. */
    public record VersionDigest(
            @JsonPropertyDescription("Name of the version.") @Size(max = 63) String name,
            @JsonPropertyDescription("Digest of everything that decides what runs.") @Size(max = 71) String digest) {}

    public AlgorithmStatus {
        versions = Objects.requireNonNullElse(versions, List.of());
        conditions = Objects.requireNonNullElse(conditions, List.of());
    }
}
