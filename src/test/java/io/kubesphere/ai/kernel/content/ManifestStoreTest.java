package io.kubesphere.ai.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStoreTest {
    @TempDir
    private Path directory;

    private ObjectStore store;
    private ManifestStore manifests;

    @BeforeEach
    void open() {
        store = ObjectStore.inDirectory(directory);
        manifests = ManifestStore.over(store);
    }

    @Test
    void streamedManifestHasTheDigestAndTextOfTheOneInMemory() throws Exception {
        var files = files(2500);
        var whole = new Manifest(files);

        var summary = manifests.write("p", whole.files().iterator());

        assertThat(summary).isEqualTo(new ManifestSummary(whole.digest(), 2500, whole.bytes()));
        try (var text = manifests.text("p", whole.digest()).orElseThrow()) {
            assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(whole.text());
        }
    }

    @Test
    void orderIsThatOfUtf8BytesAlsoBeyondTheBasicPlane() {
        var paths = Stream.of("z", "\uFFFDx", "\uD83D\uDE00", "a/b", "a-b", "a", "aa", "ä", "\uE000")
                .sorted(TreePath.ORDER)
                .toList();
        var byBytes = paths.stream()
                .sorted((a, b) ->
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                .toList();

        assertThat(paths).isEqualTo(byBytes);
    }

    @Test
    void everyFileIsFoundAndEveryGapIsSeen() {
        var files = new Manifest(files(3210)).files();
        var digest = manifests.write("p", files.iterator()).digest();
        var tree = manifests.look("p", digest, files.size()).orElseThrow();
        var random = new Random(7);

        for (var i = 0; i < 300; i++) {
            var position = random.nextInt(files.size());
            var path = files.get(position).path();
            assertThat(tree.find(path)).contains(files.get(position));
            assertThat(tree.firstFrom(path)).isEqualTo(position);
            assertThat(tree.firstFrom(path + "\u0000")).isEqualTo(position + 1);
            assertThat(tree.find(path + "x")).isEmpty();
        }
        assertThat(tree.firstFrom("")).isZero();
        assertThat(tree.firstBehind("")).isEqualTo(files.size());
        assertThat(tree.slice(999, 3)).isEqualTo(files.subList(999, 1002));
        assertThat(tree.slice(3209, 10)).hasSize(1);
    }

    @Test
    void manifestThatCameInOnePieceCanBeLookedIntoToo() {
        var files = files(1500);
        var content = ContentStore.over(store);
        files.forEach(file -> {
            var bytes = file.path().getBytes(StandardCharsets.UTF_8);
            content.put("p", file.content(), new ByteArrayInputStream(bytes), bytes.length);
        });
        var digest = content.putManifest("p", new Manifest(files));

        var tree = manifests.look("p", digest, files.size()).orElseThrow();

        assertThat(tree.find(files.get(1234).path())).contains(files.get(1234));
    }

    @Test
    void emptyManifestIsOne() {
        var digest = manifests.write("p", List.<Manifest.File>of().iterator()).digest();
        var tree = manifests.look("p", digest, 0).orElseThrow();

        assertThat(digest).isEqualTo(new Manifest(List.of()).digest());
        assertThat(tree.firstFrom("a")).isZero();
        assertThat(tree.find("a")).isEmpty();
    }

    @Test
    void filesOutOfOrderTwiceOrUnsafeAreRefusedAndNothingIsStored() {
        for (var paths : List.of(List.of("b", "a"), List.of("a", "a"), List.of("../a"), List.of("a/./b"))) {
            var files = paths.stream().map(ManifestStoreTest::file).iterator();
            assertThatThrownBy(() -> manifests.write("p", files)).isInstanceOf(Problem.class);
        }
        assertThat(store.list("", "", 10)).isEmpty();
    }

    @Test
    void emptyContentUnderAnotherDigestIsRefusedAndHarmsNothing() {
        var content = ContentStore.over(store);
        var bytes = "precious".getBytes(StandardCharsets.UTF_8);
        content.put("p", Digest.of(bytes), new ByteArrayInputStream(bytes), bytes.length);

        assertThatThrownBy(() -> content.put("p", Digest.of(bytes), new ByteArrayInputStream(new byte[0]), 0))
                .isInstanceOf(Problem.class);
        assertThat(content.has("p", Digest.of(bytes))).isTrue();
    }

    private static List<Manifest.File> files(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> file("dir" + i % 37 + "/file-" + i + (i % 5 == 0 ? "-\uD83D\uDE00" : "")))
                .toList());
    }

    private static Manifest.File file(String path) {
        var size = path.getBytes(StandardCharsets.UTF_8).length;
        return new Manifest.File(path, size, Digest.of(path).toString());
    }
}
