package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What is different between two versions; files of the same path and content are the same.
 *
 * @param changes in the order of paths, as many as were asked for
 * @param next path to ask on after; empty when these were all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record VersionDiff(String from, String to, Totals totals, List<Change> changes, Optional<String> next) {

    /** How many files are in which way different, on all pages together. */
    public record Totals(long added, long removed, long changed, long same, long bytesAdded, long bytesRemoved) {}

    /** A file before and after; one is absent when it was added or removed. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(String path, Optional<DatasetFile> before, Optional<DatasetFile> after) {}
}
