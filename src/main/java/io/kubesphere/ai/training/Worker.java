package io.kubesphere.ai.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One pod of a job.
 *
 * @param phase as Kubernetes has it
 * @param state of the user's program: waiting, running or terminated, with its reason
 * @param node where it runs; empty while it is not scheduled
 * @param startedAt RFC 3339; empty before
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Worker(
        String pod,
        OptionalInt rank,
        String phase,
        String state,
        String node,
        int restarts,
        OptionalInt exitCode,
        Optional<String> startedAt) {}
