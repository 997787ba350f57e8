package io.kubesphere.ai.dataset;

import java.time.Instant;

/** A dataset that was deleted and can be brought back until its files are removed. */
public record DeletedDataset(String id, String name, String creator, Instant deletedAt, Instant purgeAt) {}
