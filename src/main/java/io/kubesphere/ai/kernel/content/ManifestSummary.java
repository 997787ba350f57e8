package io.kubesphere.ai.kernel.content;

/** What a manifest amounts to; {@code bytes} of all its files together. */
public record ManifestSummary(Digest digest, long files, long bytes) {}
