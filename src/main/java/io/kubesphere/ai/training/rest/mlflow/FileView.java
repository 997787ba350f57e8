package io.kubesphere.ai.training.rest.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.kubesphere.ai.training.OutputRecord;
import java.util.List;
import java.util.Optional;

/** MLflow's file: each output of a run is a directory. */
@JsonNaming(SnakeCaseStrategy.class)
record FileView(String path, boolean isDir) {

    /** The top of a run's files; what is in an output is told by its manifest, not here. */
    static List<FileView> of(List<OutputRecord> outputs, String below) {
        return below.isEmpty()
                ? outputs.stream()
                        .map(output -> new FileView(output.name(), true))
                        .toList()
                : List.of();
    }

    /** A list of files; the address only where MLflow has it. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @JsonNaming(SnakeCaseStrategy.class)
    record ListAnswer(Optional<String> rootUri, List<FileView> files) {}
}
