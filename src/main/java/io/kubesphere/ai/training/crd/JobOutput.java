package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What a job leaves behind, beside the outputs that its algorithm declares. */
public record JobOutput(
        @JsonPropertyDescription("Name; the program finds the directory as AIP_OUTPUT_<NAME>.")
                @Required
                @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")
                @Size(min = 1, max = 40)
                String name) {}
