package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What lies directly in a directory of a version, in the order of paths.
 *
 * @param next name to ask on after; empty when this was all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Directory(String path, List<Entry> entries, Optional<String> next) {

    /**
     * A file, or a directory with the number of files in and below it.
     *
     * @param name last part of its path; that of a directory ends with a slash
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(String name, Optional<DatasetFile> file, Optional<Long> files) {}
}
