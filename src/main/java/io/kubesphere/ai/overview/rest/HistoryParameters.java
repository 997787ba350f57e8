package io.kubesphere.ai.overview.rest;

import io.kubesphere.ai.overview.HistoryQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters of a history. */
record HistoryParameters(
        @Parameter(description = "cpu (default), memory, gpu or gpuMemory.", example = "gpu") @QueryParam("measure")
                String measure,
        @Parameter(description = "Begin; six hours before the end when absent.", example = "2026-01-31T08:00:00Z")
                @QueryParam("from")
                String from,
        @Parameter(description = "End; now when absent.", example = "2026-01-31T14:00:00Z") @QueryParam("to") String to,
        @Parameter(description = "Distance of points in seconds, at least 15s; at most 2000 points.", example = "60s")
                @QueryParam("step")
                String step) {

    HistoryQuery.Wanted wanted() {
        return new HistoryQuery.Wanted(given(measure), given(from), given(to), given(step));
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
