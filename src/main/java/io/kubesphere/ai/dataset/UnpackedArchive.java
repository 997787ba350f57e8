package io.kubesphere.ai.dataset;

/** What came out of an archive. */
public record UnpackedArchive(long files, long bytes) {}
