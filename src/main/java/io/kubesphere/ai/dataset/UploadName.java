package io.kubesphere.ai.dataset;

/** An upload into a dataset of the project; {@code id} as the caller gave it. */
public record UploadName(String project, String dataset, String id) {}
