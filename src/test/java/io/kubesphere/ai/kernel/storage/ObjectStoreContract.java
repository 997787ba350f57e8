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

/** What every object store must do, whatever holds the bytes. */
abstract class ObjectStoreContract {
    private static final int PIECE = (int) PartedPuts.LEAST_PART;

    abstract ObjectStore store();

    @Test
    void whatIsPutIsReadWholeOrInPart() {
        store().put("a/b", bytes("0123456789"));

        assertThat(read(store().get("a/b"))).isEqualTo("0123456789");
        assertThat(read(store().get("a/b", new ByteRange(2, 3)))).isEqualTo("234");
        assertThat(read(store().get("a/b", new ByteRange(8, 100)))).isEqualTo("89");
        assertThat(read(store().get("a/b", new ByteRange(10, 1)))).isEmpty();
        assertThat(store().size("a/b")).contains(10L);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store().get("no/such")).isEmpty();
        assertThat(store().get("no/such", new ByteRange(0, 1))).isEmpty();
        assertThat(store().size("no/such")).isEmpty();
        store().put("no/file", bytes("x"));
        assertThat(store().size("no")).isEmpty();
        store().delete("no/such");
        store().deleteAll(List.of("no/such", "no/file"));
        assertThat(store().size("no/file")).isEmpty();
    }

    @Test
    void keysAreListedInOrderAfterAGivenOneUpToALimit() {
        var keys = List.of("l/a", "l/a-b", "l/a.b/c", "l/a/b", "l/b/1", "l/b/2", "lz");
        keys.forEach(key -> store().put(key.equals("l/a") ? "l/a0" : key, bytes(key)));

        assertThat(store().list("l/", "", 100)).containsExactly("l/a-b", "l/a.b/c", "l/a/b", "l/a0", "l/b/1", "l/b/2");
        assertThat(store().list("l/", "l/a/b", 2)).containsExactly("l/a0", "l/b/1");
        assertThat(store().list("l/b", "", 100)).containsExactly("l/b/1", "l/b/2");
        assertThat(store().entries("l/b/1", "", 1)).containsExactly(new ObjectStore.Entry("l/b/1", 5));
        assertThat(store().list("nothing/here/", "", 5)).isEmpty();
    }

    @Test
    void putThatBreaksOffLeavesTheOldObject() {
        store().put("half", bytes("old"));
        var broken = new ByteArrayInputStream(bytes("new")) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return -1;
            }
        };

        assertThatThrownBy(() -> store().put("half", broken, 3))
                .isInstanceOf(Problem.class)
                .extracting(problem -> ((Problem) problem).code())
                .isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(read(store().get("half"))).isEqualTo("old");
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

        assertThatThrownBy(() -> parts.put("q/one/whole", id, 1, stream("x"), 1))
                .isInstanceOf(Problem.class);
        assertThat(store().list("q/", "", 9)).isEmpty();
    }

    @Test
    void keyThatCouldLeaveTheStoreIsRefused() {
        for (var key : List.of("../x", "/x", "a//b", "a/../b", "", "a b", "ä")) {
            assertThatThrownBy(() -> store().put(key, bytes("x"))).as(key).isInstanceOf(Problem.class);
        }
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

    static String read(Optional<InputStream> content) {
        try (var in = content.orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
