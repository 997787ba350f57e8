package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.store.UploadRow;
import java.util.UUID;

/**
 * An upload and where its content goes.
 *
 * @param space of the content store
 */
record OpenUpload(UploadRow row, String space) {
    UUID id() {
        return row.id();
    }
}
