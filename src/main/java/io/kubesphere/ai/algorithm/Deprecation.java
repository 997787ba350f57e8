package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Advice not to use a version any more; it still runs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Deprecation(
        @JsonPropertyDescription("Why, in one sentence.") @Size(max = 1024) String message,
        @JsonPropertyDescription("Algorithm of the successor; absent means this one.") @Size(max = 63)
                String successorAlgorithm,
        @JsonPropertyDescription("Version of the successor.") @Size(max = 63) String successorVersion) {}
