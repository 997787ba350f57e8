package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the files of a dataset lie, when that is not the platform's own object store. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.s3) != has(self.volume)",
        message = "storage says where the files lie: in s3, or on a volume")
public record Storage(
        @JsonPropertyDescription(
                        "A bucket of any vendor. Versions are snapshots of it: its objects stay where they are and are"
                                + " read from there.")
                ExternalBucket s3,
        @JsonPropertyDescription(
                        "A directory of a volume. Versions are snapshots of it: its files stay where they are, and jobs"
                                + " of this project mount them.")
                VolumeDirectory volume) {}
