package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks into files of versions, with bounds on time, memory and rows. */
public interface Previews {

    /** What the file is; a broken one answers with the fault. */
    Preview preview(DatasetName dataset, String version, String path);

    /** The answer of a query about one table file; it can read that file and nothing else. */
    JsonNode query(DatasetName dataset, String version, TableQuery query);

    /** A PNG that fits into a square of {@code size} pixels. */
    byte[] thumbnail(DatasetName dataset, String version, String path, int size);
}
