package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every object store must do with objects that are too large, or too many, to be handled whole. */
abstract class LargeObjectContract extends ObjectStoreContract {
    private static final int PIECE = (int) PartedPuts.LEAST_PART;

    @Test
    void whatIsPutIsReadWholeOrInPart() {
        store().put("w/b", bytes("0123456789"));

        assertThat(read(store().get("w/b"))).isEqualTo("0123456789");
        assertThat(read(store().get("w/b", new ByteRange(2, 3)))).isEqualTo("234");
        assertThat(read(store().get("w/b", new ByteRange(8, 100)))).isEqualTo("89");
        assertThat(read(store().get("w/b", new ByteRange(10, 1)))).isEmpty();
        assertThat(store().size("w/b")).contains(10L);
    }

    @Test
    void keysAreListedInOrderAfterAGivenOneUpToALimit() {
        var keys = List.of("ll/a", "ll/a-b", "ll/a.b/c", "ll/a/b", "ll/b/1", "ll/b/2", "llz");
        keys.forEach(key -> store().put(key.equals("ll/a") ? "ll/a0" : key, bytes(key)));

        assertThat(store().list("ll/", "", 100))
                .containsExactly("ll/a-b", "ll/a.b/c", "ll/a/b", "ll/a0", "ll/b/1", "ll/b/2");
        assertThat(store().list("ll/", "ll/a/b", 2)).containsExactly("ll/a0", "ll/b/1");
        assertThat(store().list("ll/b", "", 100)).containsExactly("ll/b/1", "ll/b/2");
        assertThat(store().entries("ll/b/1", "", 1)).containsExactly(new ObjectStore.Entry("ll/b/1", 6));
        assertThat(store().list("nothing/here/", "", 5)).isEmpty();
    }

    @Test
    void moveReplacesAndTellsWhenThereIsNothing() {
        store().put("m/from", bytes("new"));
        store().put("m/to", bytes("old"));

        assertThat(store().move("m/from", "m/to")).isTrue();
        assertThat(read(store().get("m/to"))).isEqualTo("new");
        assertThat(store().size("m/from")).isEmpty();
        assertThat(store().move("m/from", "m/to")).isFalse();
    }

    @Test
    void piecesInAnyOrderBecomeOneObjectWhenCompleted() {
        var parts = store().parted();
        var id = parts.begin("p/whole");
        var received = new ArrayList<PartedPuts.Part>();
        received.add(parts.put("p/whole", id, 2, stream("end"), 3));
        received.add(0, parts.put("p/whole", id, 1, filled('x'), PIECE));
        received.set(0, parts.put("p/whole", id, 1, filled('y'), PIECE));

        assertThat(store().size("p/whole")).isEmpty();
        parts.complete("p/whole", id, received);

        assertThat(store().size("p/whole")).contains(PIECE + 3L);
        assertThat(read(store().get("p/whole", new ByteRange(PIECE - 1, 9)))).isEqualTo("yend");
        assertThat(store().list("p/", "", 9)).containsExactly("p/whole");
    }

    @Test
    void abortedPiecesAreGone() {
        var parts = store().parted();
        var id = parts.begin("q/one/whole");
        var part = parts.put("q/one/whole", id, 1, stream("x"), 1);
        var other = parts.begin("q/two");

        parts.abortAll("q/one/");
        parts.abort("q/two", other);
        parts.abort("q/two", other);

        assertThatThrownBy(() -> parts.complete("q/one/whole", id, List.of(part)))
                .isInstanceOf(Problem.class);
        assertThat(store().list("q/", "", 9)).isEmpty();
    }

    private static InputStream filled(char c) {
        var content = new byte[PIECE];
        Arrays.fill(content, (byte) c);
        return new ByteArrayInputStream(content);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String read(Optional<InputStream> content) {
        try (var in = content.orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
