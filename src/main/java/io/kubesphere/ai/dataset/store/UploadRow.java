package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.Upload;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The record of an upload. */
public record UploadRow(
        UUID id,
        UUID datasetId,
        String creator,
        Instant createdAt,
        Instant expiresAt,
        String base,
        Upload.State state,
        Optional<UUID> versionId) {}
