package io.kubesphere.ai.training.rest.mlflow;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.ReportedFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** MLflow's file or directory. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonNaming(SnakeCaseStrategy.class)
record FileView(String path, boolean isDir, OptionalLong fileSize) {

    /** A list of files; the address only where MLflow has it. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @JsonNaming(SnakeCaseStrategy.class)
    record ListAnswer(Optional<String> rootUri, List<FileView> files) {}

    /**
     * What lies directly in a directory. Outputs of the run are directories at the top; what is in them is told by their
     * manifests, not here.
     */
    static List<FileView> in(String directory, List<ReportedFile> files, List<OutputRecord> outputs) {
        var start = directory.isEmpty() ? 0 : directory.length() + 1;
        var logged = files.stream()
                .filter(file -> file.path().length() > start)
                .map(file -> child(file.path().substring(start), file.bytes()));
        var stored = directory.isEmpty()
                ? outputs.stream().map(output -> new FileView(output.name(), true, OptionalLong.empty()))
                : Stream.<FileView>empty();
        return List.copyOf(Stream.concat(logged, stored)
                .collect(toMap(FileView::path, view -> view, (first, same) -> first, TreeMap::new))
                .values());
    }

    private static FileView child(String path, long bytes) {
        var slash = path.indexOf('/');
        return slash < 0
                ? new FileView(path, false, OptionalLong.of(bytes))
                : new FileView(path.substring(0, slash), true, OptionalLong.empty());
    }

    /** The same with its whole path. */
    FileView below(String directory) {
        return directory.isEmpty() ? this : new FileView(directory + "/" + path, isDir, fileSize);
    }
}
