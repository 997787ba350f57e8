package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.kubesphere.ai.dataset.DatasetRef;
import java.util.Objects;
import java.util.Optional;

/** What a job reads: a dataset version, or an output of another job of the same project. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.dataset) != has(self.output)",
        message = "give a dataset version or another job's output")
public record JobInput(
        @JsonPropertyDescription("Name; the program finds the directory as AIP_INPUT_<NAME>.")
                @Required
                @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")
                @Size(min = 1, max = 40)
                String name,
        @JsonPropertyDescription("A dataset version.") DatasetRef dataset,
        @JsonPropertyDescription(
                        "How files that a volume has, and that are mounted, are compared with the version before the"
                                + " program starts: by Digest, which reads everything, or by Size alone; absent means"
                                + " Digest. Files that are fetched are always compared by digest.")
                Verify verify,
        @JsonPropertyDescription("An output of another job.") OutputRef output) {

    /** What of a file is compared. */
    public enum Verify {
        Digest,
        Size
    }

    public Verify verification() {
        return Objects.requireNonNullElse(verify, Verify.Digest);
    }

    /** An output of a job. */
    public record OutputRef(
            @JsonPropertyDescription("Name of the job.") @Required @Size(min = 1, max = 63) String job,
            @JsonPropertyDescription("Name of its output.") @Required @Size(min = 1, max = 40) String name) {}

    public Optional<DatasetRef> fromDataset() {
        return Optional.ofNullable(dataset);
    }

    public Optional<OutputRef> fromOutput() {
        return Optional.ofNullable(output);
    }
}
