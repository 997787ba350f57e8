package io.kubesphere.ai.training;

import java.time.Instant;

/**
 * A file that a program has logged.
 *
 * @param owner id of the run, child run or logged model that it belongs to
 * @param path below its owner
 */
public record ReportedFile(String owner, String path, long bytes, Instant storedAt) {}
