package io.kubesphere.ai.kernel.workload.agent;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the cache of the node is.
 *
 * @param bytes that it may have
 * @param patience how long one waits for another pod that fetches the same
 */
record CacheSettings(Path directory, long bytes, Duration patience) {}
