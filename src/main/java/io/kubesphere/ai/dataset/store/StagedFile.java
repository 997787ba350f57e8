package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.content.TreePath;

/** A file of an upload. */
public record StagedFile(String path, long size, Digest digest) {
    String folded() {
        return TreePath.folded(path);
    }

    public Manifest.File file() {
        return new Manifest.File(path, size, digest.toString());
    }
}
