package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** A program given directly, without an algorithm. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InlineContainer(
        @JsonPropertyDescription("Container image.") @Required @Size(min = 1, max = 512) String image,
        @JsonPropertyDescription("Command; absent means the image's own.") @Size(max = 64)
                List<@Size(max = 4096) String> command,
        @JsonPropertyDescription("Arguments of the command.") @Size(max = 256) List<@Size(max = 4096) String> args) {
    public InlineContainer {
        command = Objects.requireNonNullElse(command, List.of());
        args = Objects.requireNonNullElse(args, List.of());
    }
}
