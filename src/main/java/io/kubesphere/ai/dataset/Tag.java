package io.kubesphere.ai.dataset;

import java.time.Instant;

/** A name that points to a version and can be moved. */
public record Tag(String name, String version, String creator, Instant movedAt) {}
