package io.kubesphere.ai.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestComparisonTest {
    private static final List<String> NAMES = List.of("a", "ä", "\uD83D\uDE00", "\uFFFD", "x\"y", "img-", "b/c", "B");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsWhatALookAtBothSidesOfEveryPathTells(long seed) {
        var random = new Random(seed);
        var before = tree(random, 6000);
        var after = changed(before, random, seed == 1 ? 0 : 1 + random.nextInt(500));

        var seen = compare(text(before), text(after));

        assertThat(seen.different).isEqualTo(differences(before, after));
        assertThat(seen.same + seen.different.size())
                .isEqualTo(union(before, after).size());
    }

    @Test
    void emptyManifestIsLikeOneWhoseFilesHaveAllGone() {
        var files = tree(new Random(6), 10);

        assertThat(compare(text(files), text(new TreeMap<>())).different).hasSameSizeAs(files.keySet());
        assertThat(compare(text(new TreeMap<>()), text(files)).different).hasSameSizeAs(files.keySet());
        assertThat(compare(text(new TreeMap<>()), text(new TreeMap<>())).different)
                .isEmpty();
    }

    /** What a visitor was told. */
    private static final class Seen implements ManifestComparison.Visitor {
        private final List<String> different = new ArrayList<>();
        private long same;

        @Override
        public void same(long files) {
            same += files;
        }

        @Override
        public void different(Optional<Manifest.File> before, Optional<Manifest.File> after) {
            different.add(before + " " + after);
        }
    }

    private static Seen compare(InputStream before, InputStream after) {
        var seen = new Seen();
        ManifestComparison.compare(before, after, seen);
        return seen;
    }

    private static SortedMap<String, Manifest.File> tree(Random random, int count) {
        var files = new TreeMap<String, Manifest.File>(TreePath.ORDER);
        while (files.size() < count) {
            var path = NAMES.get(random.nextInt(NAMES.size())) + random.nextInt(10 * count);
            files.put(
                    path,
                    new Manifest.File(
                            path, random.nextInt(1000), Digest.of(path).toString()));
        }
        return files;
    }

    private static SortedMap<String, Manifest.File> changed(
            SortedMap<String, Manifest.File> files, Random random, int changes) {
        var after = new TreeMap<>(files);
        var paths = List.copyOf(files.keySet());
        for (var i = 0; i < changes; i++) {
            var path = paths.get(random.nextInt(paths.size()));
            switch (random.nextInt(3)) {
                case 0 -> after.remove(path);
                case 1 ->
                    after.put(
                            path,
                            new Manifest.File(path, 5, Digest.of("change " + i).toString()));
                default ->
                    after.put(
                            path + "+",
                            new Manifest.File(path + "+", 7, Digest.of("new").toString()));
            }
        }
        return after;
    }

    private static SortedMap<String, Manifest.File> union(
            SortedMap<String, Manifest.File> before, SortedMap<String, Manifest.File> after) {
        var both = new TreeMap<>(before);
        both.putAll(after);
        return both;
    }

    private static List<String> differences(
            SortedMap<String, Manifest.File> before, SortedMap<String, Manifest.File> after) {
        return union(before, after).keySet().stream()
                .filter(path -> !Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path))))
                .map(path -> Optional.ofNullable(before.get(path)) + " " + Optional.ofNullable(after.get(path)))
                .toList();
    }

    private static InputStream text(SortedMap<String, Manifest.File> files) {
        var text = new StringBuilder();
        files.values().forEach(file -> text.append(Manifest.line(file)));
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
