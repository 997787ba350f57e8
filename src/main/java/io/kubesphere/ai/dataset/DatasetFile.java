package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.content.Manifest;

/**
 * A file of a version or of an upload.
 *
 * @param size in bytes
 * @param digest of its content, as {@code sha256:<hex>}
 * @param mediaType by its name
 */
public record DatasetFile(String path, long size, String digest, String mediaType) {
    public static DatasetFile of(Manifest.File file) {
        return new DatasetFile(file.path(), file.size(), file.digest(), MediaTypes.of(file.path()));
    }

    /** The last part of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
