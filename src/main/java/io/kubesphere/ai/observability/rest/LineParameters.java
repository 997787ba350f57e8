package io.kubesphere.ai.observability.rest;

import io.kubesphere.ai.observability.LineFilter;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which lines are wanted, as a {@code @BeanParam}. */
record LineParameters(
        @Parameter(description = "Application, as the label of its pods says.", example = "credit-scoring")
                @QueryParam("application")
                String application,
        @Parameter(description = "Job or other run, by name.", example = "first-run") @QueryParam("run") String run,
        @Parameter(description = "Exact name of a pod.") @QueryParam("pod") String pod,
        @Parameter(description = "Exact name of a container.") @QueryParam("container") String container,
        @Parameter(description = "trace, debug, info, warn, error or fatal.") @QueryParam("level") String level,
        @Parameter(description = "Words in this order; never a pattern. At most 500 characters.") @QueryParam("text")
                String text,
        @Parameter(description = "Begin; an hour before the end when absent.", example = "2026-01-31T08:00:00Z")
                @QueryParam("from")
                String from,
        @Parameter(
                        description = "End; now when absent. At most 92 days after the begin.",
                        example = "2026-01-31T14:00:00Z")
                @QueryParam("to")
                String to) {

    LineFilter.Wanted wanted() {
        return new LineFilter.Wanted(
                given(application),
                given(run),
                given(pod),
                given(container),
                given(level),
                given(text),
                given(from),
                given(to));
    }

    static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
