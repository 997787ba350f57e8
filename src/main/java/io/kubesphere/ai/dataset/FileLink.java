package io.kubesphere.ai.dataset;

import java.net.URI;
import java.time.Instant;

/**
 * Where a file of a version is read without any login, at the object store itself.
 *
 * @param size in bytes
 * @param digest of its content, as {@code sha256:<hex>}, to compare after the download
 * @param expiresAt from when on the address is refused; ask for a new one then
 */
public record FileLink(String path, long size, String digest, URI url, Instant expiresAt) {}
