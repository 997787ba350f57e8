package io.kubesphere.ai.dataset.engine;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a {@link TableWorker} is to do.
 *
 * @param file to look into
 * @param sql about the view {@code data}; empty for a profile
 * @param rows most rows of the answer
 */
public record TableTask(
        @JsonProperty("file") String file,
        @JsonProperty("format") Format format,
        @JsonProperty("sql") String sql,
        @JsonProperty("rows") int rows,
        @JsonProperty("memoryMegabytes") int memoryMegabytes) {

    /** Formats of tables. */
    public enum Format {
        CSV,
        TSV,
        JSON_LINES,
        PARQUET
    }
}
