package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which part of a job's log is wanted, as a {@code @BeanParam}; numbers are text so that a wrong one is a 400. */
record LogParameters(
        @Parameter(description = "Ranks of workers, separated by commas; absent for all.", example = "0,1")
                @QueryParam("worker")
                @DefaultValue("")
                @Pattern(regexp = "(\\d{1,6}(,\\d{1,6})*)?", message = "must be ranks separated by commas")
                String worker,
        @Parameter(
                        description = "Containers, separated by commas: node (default) runs the program, aip-prepare"
                                + " fetches inputs, aip-collect stores outputs; all for every one.")
                @QueryParam("container")
                @DefaultValue(TrainingEngine.PROGRAM)
                String container,
        @Parameter(description = "One container instance, of those that logs/streams lists; absent for all.")
                @QueryParam("stream")
                @DefaultValue("")
                @Pattern(regexp = "\\d{0,18}", message = "must be the id of a stream")
                String stream,
        @Parameter(description = "Begin with so many of the newest lines; absent for the first line.")
                @QueryParam("tail")
                @DefaultValue("")
                @Pattern(regexp = "\\d{0,9}", message = "must be a whole number")
                String tail,
        @Parameter(description = "Begin behind a cursor that an earlier answer gave.")
                @QueryParam("cursor")
                @DefaultValue("")
                String cursor,
        @Parameter(description = "Most lines of the answer.")
                @QueryParam("limit")
                @DefaultValue("1000")
                @Pattern(regexp = "[1-9]\\d{0,3}|10000", message = "must be from 1 to 10000")
                String limit) {
    private static final String EVERY_CONTAINER = "all";

    LogSelection selection(RunRef run) {
        var containers = container.equals(EVERY_CONTAINER) ? Set.<String>of() : split(container, Function.identity());
        return new LogSelection(run, split(stream, Long::valueOf), containers, split(worker, Integer::valueOf));
    }

    LogPosition position() {
        if (!cursor.isEmpty()) {
            return new LogPosition.Behind(cursor);
        }
        return tail.isEmpty() ? LogPosition.START : new LogPosition.Last(Integer.parseInt(tail));
    }

    LogSearch search(String text, boolean ignoreCase) {
        return new LogSearch(text, ignoreCase, lines());
    }

    int lines() {
        return Integer.parseInt(limit);
    }

    private static <T> Set<T> split(String list, Function<String, T> read) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(read)
                .collect(Collectors.toUnmodifiableSet());
    }
}
