package io.kubesphere.ai.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.kernel.workload.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs side by side. Lists of values have one entry per run, in the order of {@code runs}; what a run does not have is null.
 *
 * @param parameters those of the job and those that the program reported, by name
 * @param metrics the latest value of each metric
 */
public record RunComparison(List<Run> runs, List<Parameter> parameters, List<Metric> metrics) {

    /** One column. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Run(
            String uid,
            String name,
            Phase phase,
            String algorithm,
            String algorithmDigest,
            List<InputUse> inputs,
            Optional<Duration> duration) {}

    /** One row; {@code differs} when not all runs have the same value. */
    public record Parameter(String name, List<JsonNode> values, boolean differs) {}

    /**
     * One row.
     *
     * @param direction Maximize or Minimize as the algorithm declares it; empty when it does not
     * @param best position of the best run; absent without a direction or a number
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Metric(String name, String direction, List<Double> values, Optional<Integer> best) {}
}
