package io.kubesphere.ai.tracing.rest;

import io.kubesphere.ai.tracing.TraceQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What traces may be asked for by; all are text here, so that what is wrong with one can be said. */
record TraceParameters(
        @Parameter(description = "Service that the span is of.", example = "scorer") @QueryParam("service")
                String service,
        @Parameter(description = "Name of the span.", example = "POST /predict") @QueryParam("operation")
                String operation,
        @Parameter(description = "Application that the span's pod belongs to.") @QueryParam("application")
                String application,
        @Parameter(description = "Run that the span's pod belongs to.") @QueryParam("run") String run,
        @Parameter(description = "Shortest duration of the span, in us, ms, s, m or h.", example = "250ms")
                @QueryParam("minDuration")
                String minDuration,
        @Parameter(description = "Longest duration of the span.", example = "2s") @QueryParam("maxDuration")
                String maxDuration,
        @Parameter(description = "true for spans that have failed.", example = "true") @QueryParam("error")
                String error,
        @Parameter(description = "Begin; an hour before the end when absent.", example = "2026-01-31T08:00:00Z")
                @QueryParam("from")
                String from,
        @Parameter(description = "End; now when absent.", example = "2026-01-31T09:00:00Z") @QueryParam("to") String to,
        @Parameter(description = "Most traces, 1 to 100; 20 when absent.", example = "20") @QueryParam("limit")
                String limit) {

    TraceQuery.Wanted wanted() {
        return new TraceQuery.Wanted(
                given(service),
                given(operation),
                given(application),
                given(run),
                given(minDuration),
                given(maxDuration),
                given(error),
                given(from),
                given(to),
                given(limit));
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
