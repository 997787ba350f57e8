package io.kubesphere.ai.algorithm;

/**
 * A version that may be run.
 *
 * @param namespace project of the algorithm
 * @param digest of everything that decides what runs, as {@code sha256:<hex>}; the same for ever
 */
public record PublishedVersion(String namespace, String algorithm, String digest, VersionSpec spec) {}
