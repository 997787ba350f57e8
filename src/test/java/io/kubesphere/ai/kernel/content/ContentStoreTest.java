package io.kubesphere.ai.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
    @TempDir
    private Path directory;

    private ContentStore store;

    @BeforeEach
    void open() {
        store = ContentStore.over(ObjectStores.directory(directory));
    }

    private void put(String project, Digest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(project, digest, new ByteArrayInputStream(bytes), bytes.length);
    }

    private String read(String project, Digest digest) throws IOException {
        try (var in = store.open(project, digest).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void fileIsFoundByItsDigestInItsOwnProjectOnly() throws IOException {
        put("vision", Digest.of("hello"), "hello");

        assertThat(read("vision", Digest.of("hello"))).isEqualTo("hello");
        assertThat(store.has("credit-risk", Digest.of("hello"))).isFalse();
    }

    @Test
    void contentThatHasAnotherDigestLeavesNothingBehind() throws IOException {
        var refused = catchThrowableOfType(Problem.class, () -> put("vision", Digest.of("hello"), "hullo"));

        assertThat(refused.code()).isEqualTo(Problem.Code.INVALID);
        assertThat(store.has("vision", Digest.of("hello"))).isFalse();
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void emptyFileIsAFileToo() throws IOException {
        put("vision", Digest.of(""), "");

        assertThat(read("vision", Digest.of(""))).isEmpty();
        var refused = catchThrowableOfType(Problem.class, () -> put("vision", Digest.of("x"), ""));
        assertThat(refused.code()).isEqualTo(Problem.Code.INVALID);
    }

    @Test
    void contentThatEndsEarlyLeavesNothingBehind() {
        var bytes = "hello".getBytes(StandardCharsets.UTF_8);

        var failed = catchThrowableOfType(
                Problem.class,
                () -> store.put("vision", Digest.of("hello, world"), new ByteArrayInputStream(bytes), 12));

        assertThat(failed.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(store.has("vision", Digest.of("hello, world"))).isFalse();
    }

    @Test
    void manifestPromisesOnlyFilesThatAreThere() {
        var file = new Manifest.File("a.txt", 5, Digest.of("hello").toString());
        var manifest = new Manifest(List.of(file));

        var refused = catchThrowableOfType(Problem.class, () -> store.putManifest("vision", manifest));
        assertThat(refused).hasMessageContaining("a.txt");

        put("vision", Digest.of("hello"), "hello");
        var digest = store.putManifest("vision", manifest);
        assertThat(store.readManifest("vision", digest)).contains(manifest);
        assertThat(store.readManifest("credit-risk", digest)).isEmpty();
    }

    @Test
    void manifestThatLiesAboutASizeIsRefused() {
        put("vision", Digest.of("hello"), "hello");
        var file = new Manifest.File("a.txt", 6, Digest.of("hello").toString());

        var refused =
                catchThrowableOfType(Problem.class, () -> store.putManifest("vision", new Manifest(List.of(file))));

        assertThat(refused.code()).isEqualTo(Problem.Code.INVALID);
    }
}
