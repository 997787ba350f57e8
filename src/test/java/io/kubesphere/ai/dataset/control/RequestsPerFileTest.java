package io.kubesphere.ai.dataset.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.FileBody;
import io.kubesphere.ai.dataset.UploadName;
import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.storage.ByteRange;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many small files most of the time goes into requests to the object store, so there must be no needless one. */
class RequestsPerFileTest {
    @TempDir
    private Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private DatasetWorld world;
    private DatasetName cats;
    private UploadName upload;

    @BeforeEach
    void make() {
        world = new DatasetWorld(noting(ObjectStore.inDirectory(directory)));
        cats = world.cats();
        upload = world.begin(cats);
    }

    private ObjectStore noting(ObjectStore store) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    requests.add(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void smallFileIsOnePut() {
        world.put(upload, "a", "content");

        assertThat(requests).containsExactly("put");
    }

    @Test
    void smallFileWhoseDigestIsAnnouncedIsLookedForFirst() {
        var bytes = "content".getBytes(StandardCharsets.UTF_8);
        world.files.put(
                upload,
                new FileBody("a", new ByteArrayInputStream(bytes), bytes.length, Optional.of(Digest.of(bytes))));

        assertThat(requests).containsExactly("size", "put");
    }

    @Test
    void filesOfAnArchiveAreOnePutEach() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var i = 0; i < 250; i++) {
                var entry = new TarArchiveEntry("f" + i);
                entry.setSize(3);
                tar.putArchiveEntry(entry);
                tar.write("%03d".formatted(i).getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }

        world.files.unpack(upload, "", new ByteArrayInputStream(bytes.toByteArray()), bytes.size());

        // That of the archive itself, and two looks into it.
        assertThat(requests).filteredOn("put"::equals).hasSize(251);
        assertThat(requests).filteredOn("get"::equals).hasSize(2);
        assertThat(requests).hasSize(254).endsWith("delete");
        assertThat(world.commit(upload, "v1").files()).isEqualTo(250);
    }

    @Test
    void fileOfAVersionThatWasLookedIntoIsOneGet() throws IOException {
        world.put(upload, "a", "content");
        world.put(upload, "b", "other");
        world.commit(upload, "v1");
        read("a");
        requests.clear();

        read("b");

        assertThat(requests).containsExactly("get");
    }

    private void read(String path) throws IOException {
        try (var content = world.versions.file(cats, "v1", path).open().apply(new ByteRange(0, 100))) {
            assertThat(content.readAllBytes()).isNotEmpty();
        }
    }
}
