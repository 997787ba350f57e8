package io.kubesphere.ai.kernel.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends LargeObjectContract {
    @TempDir
    private Path directory;

    private ObjectStore store;

    @BeforeEach
    void open() {
        store = new DirectoryObjectStore(directory);
    }

    @Override
    ObjectStore store() {
        return store;
    }
}
