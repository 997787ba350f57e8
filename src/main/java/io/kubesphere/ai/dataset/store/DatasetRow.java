package io.kubesphere.ai.dataset.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of a dataset, which outlives its custom resource.
 *
 * @param id of the record
 * @param uid of the custom resource it belongs to now
 * @param spec of the custom resource, as JSON; written when it is deleted
 */
public record DatasetRow(
        UUID id,
        String uid,
        String namespace,
        String name,
        String creator,
        Instant createdAt,
        String spec,
        Optional<Instant> deletedAt,
        Optional<Instant> purgeAt) {}
