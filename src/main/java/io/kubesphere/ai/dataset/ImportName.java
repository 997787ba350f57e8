package io.kubesphere.ai.dataset;

/** An import into a dataset of the project; {@code id} as the caller gave it. */
public record ImportName(String project, String dataset, String id) {}
