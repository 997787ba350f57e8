package io.kubesphere.ai.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known for ever about a run.
 *
 * @param uid of the custom resource
 * @param spec of the custom resource
 * @param parameters with the defaults filled in
 * @param resolved whether algorithm, parameters and inputs are those that were looked up for the run
 * @param engine that was chosen; empty while there is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunRecord(
        String uid,
        String namespace,
        String name,
        String workspace,
        String creator,
        Instant createdAt,
        JsonNode spec,
        Optional<AlgorithmUse> algorithm,
        Map<String, JsonNode> parameters,
        List<InputUse> inputs,
        @JsonIgnore boolean resolved,
        String engine,
        Phase phase,
        Explanation explanation,
        Times times) {

    /** When it ran. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Times(Optional<Instant> startedAt, Optional<Instant> finishedAt, Optional<Instant> deletedAt) {
        public static final Times NONE = new Times(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
