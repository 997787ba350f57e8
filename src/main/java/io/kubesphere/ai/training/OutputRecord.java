package io.kubesphere.ai.training;

import java.time.Instant;

/**
 * What a run left behind.
 *
 * @param digest of the manifest; the files lie in the content store of the run's project
 */
public record OutputRecord(String name, String digest, long files, long bytes, Instant storedAt) {}
