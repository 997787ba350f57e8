package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UploadToDirectoryTest extends UploadContract {
    @TempDir
    private Path directory;

    @Override
    ObjectStore store() {
        return ObjectStore.inDirectory(directory);
    }
}
