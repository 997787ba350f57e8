package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A metric that the algorithm reports, and which way is better. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MetricSpec(
        @JsonPropertyDescription("Name as the program logs it.") @Required @Size(min = 1, max = 250) String name,
        @JsonPropertyDescription("Which values are better.") @Required Direction direction,
        @JsonPropertyDescription("What it measures.") @Size(max = 1024) String description) {
    /** Which values are better. */
    public enum Direction {
        Maximize,
        Minimize
    }
}
