package io.kubesphere.ai.training;

import java.util.List;

/**
 * Data that a program says it has read.
 *
 * @param digest computed by MLflow's client; not the digest of a dataset version
 * @param schema MLflow's JSON; empty when there is none
 * @param profile MLflow's JSON; empty when there is none
 */
public record ReportedDataset(
        String name,
        String digest,
        String sourceType,
        String source,
        String schema,
        String profile,
        List<ReportedText> tags) {
    public ReportedDataset {
        tags = List.copyOf(tags);
    }
}
