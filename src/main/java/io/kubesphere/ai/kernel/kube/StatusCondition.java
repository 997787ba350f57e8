package io.kubesphere.ai.kernel.kube;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A condition as Kubernetes' API conventions have it (meta/v1 Condition). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusCondition(
        @JsonPropertyDescription("What the condition is about.") @Required @Size(max = 64) String type,
        @JsonPropertyDescription("True, False or Unknown.") @Required @Size(max = 7) String status,
        @JsonPropertyDescription("Why, in CamelCase, for machines.") @Required @Size(max = 128) String reason,
        @JsonPropertyDescription("Why, in one sentence, for people.") @Required @Size(max = 4096) String message,
        @JsonPropertyDescription("When the status changed, RFC 3339.") @Required @Size(max = 40)
                String lastTransitionTime,
        @JsonPropertyDescription("Generation of the spec that was looked at.") Long observedGeneration) {}
