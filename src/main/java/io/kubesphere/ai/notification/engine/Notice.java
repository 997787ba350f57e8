package io.kubesphere.ai.notification.engine;

import io.kubesphere.ai.notification.Happening;
import java.time.Instant;
import java.util.UUID;

/**
 * A happening as it is sent.
 *
 * @param id the same in every attempt
 * @param sequence greater for what was recorded later
 * @param sentAt time of this attempt
 */
public record Notice(UUID id, long sequence, Happening happening, Instant sentAt) {}
