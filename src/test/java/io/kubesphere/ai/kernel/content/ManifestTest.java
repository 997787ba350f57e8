package io.kubesphere.ai.kernel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static Manifest.File file(String path) {
        return new Manifest.File(path, 3, Digest.of(path).toString());
    }

    @Test
    void sameFilesInAnyOrderHaveTheSameDigest() {
        var one = new Manifest(List.of(file("b/c.csv"), file("a.csv")));
        var other = new Manifest(List.of(file("a.csv"), file("b/c.csv")));

        assertThat(one.digest()).isEqualTo(other.digest());
        assertThat(one.bytes()).isEqualTo(6);
    }

    @Test
    void textIsReadBack() {
        var manifest = new Manifest(List.of(file("ü/日本.csv"), file("a.csv")));

        var read = Manifest.parse(manifest.text().getBytes(StandardCharsets.UTF_8));

        assertThat(read).isEqualTo(manifest);
        assertThat(read.digest()).isEqualTo(manifest.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "../up", "a/../../b", "a//b", "./a", "a\\b", "a\u0000b", "a/", "e\u0301.csv"})
    void unsafePathIsRefused(String path) {
        assertThatThrownBy(() -> new Manifest(List.of(file(path)))).isInstanceOf(Problem.class);
    }

    @Test
    void pathsThatAreOneOnAFileSystemThatIgnoresCaseAreRefused() {
        var files = List.of(file("Data.csv"), file("data.csv"));

        assertThatThrownBy(() -> new Manifest(files)).hasMessageContaining("collides with Data.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"path\":\"a\",\"size\":-1,\"digest\":\"sha256:00\"}",
                "{\"path\":\"a\",\"size\":1,\"digest\":\"md5:00\"}",
                "{\"path\":\"a\",\"size\":1,\"digest\":\"sha256:0\",\"mode\":7}"
            })
    void unreadableTextIsRefused(String text) {
        assertThatThrownBy(() -> Manifest.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Problem.class);
    }
}
