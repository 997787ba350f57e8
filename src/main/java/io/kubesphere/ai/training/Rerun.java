package io.kubesphere.ai.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to run a job again.
 *
 * @param name of the new job; absent means one derived from the old
 * @param parameters that shall have other values; all else stays
 */
public record Rerun(Optional<String> name, Map<String, JsonNode> parameters) {
    public Rerun {
        name = Objects.requireNonNullElse(name, Optional.empty());
        parameters = Objects.requireNonNullElse(parameters, Map.of());
    }
}
