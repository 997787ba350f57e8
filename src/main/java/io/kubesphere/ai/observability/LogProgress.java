package io.kubesphere.ai.observability;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the archive is with a run.
 *
 * @param archived whether every container that was started has ended and its log is archived
 * @param newestSeen when the newest line was archived, by the database's clock: at most seconds after it was written
 */
public record LogProgress(boolean archived, Optional<Instant> newestSeen) {}
