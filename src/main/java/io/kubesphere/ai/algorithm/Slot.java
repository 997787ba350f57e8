package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A named input or output of an algorithm. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Slot(
        @JsonPropertyDescription("Name; the program finds its directory as AIP_INPUT_<NAME> or AIP_OUTPUT_<NAME>.")
                @Required
                @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$")
                @Size(min = 1, max = 40)
                String name,
        @JsonPropertyDescription("What belongs there.") @Size(max = 1024) String description,
        @JsonPropertyDescription("Whether a job may leave it out.") @Default("Required") Need need) {
    /** Whether something must be there. */
    public enum Need {
        Required,
        Optional
    }

    public Slot {
        need = need == null ? Need.Required : need;
    }
}
