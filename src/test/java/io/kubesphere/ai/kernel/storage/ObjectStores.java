package io.kubesphere.ai.kernel.storage;

import java.nio.file.Path;

/** Object stores for tests of other packages. */
public final class ObjectStores {
    private ObjectStores() {}

    public static ObjectStore directory(Path directory) {
        return new DirectoryObjectStore(directory);
    }
}
