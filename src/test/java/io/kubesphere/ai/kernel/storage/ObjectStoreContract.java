package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store must do. */
abstract class ObjectStoreContract {
    abstract ObjectStore store();

    private void put(String key, String text) {
        store().put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(String key) throws IOException {
        try (var in = store().get(key).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void objectIsReadBack() throws IOException {
        put("a/b/c.txt", "hello");

        assertThat(read("a/b/c.txt")).isEqualTo("hello");
        assertThat(store().size("a/b/c.txt")).contains(5L);
    }

    @Test
    void absentObjectIsAbsent() {
        assertThat(store().get("a/none")).isEmpty();
        assertThat(store().size("a/none")).isEmpty();
        store().delete("a/none");
    }

    @Test
    void laterPutReplacesTheEarlier() throws IOException {
        put("k", "one");
        put("k", "two");

        assertThat(read("k")).isEqualTo("two");
    }

    @Test
    void streamOfKnownLengthIsStored() throws IOException {
        var bytes = "0123456789".repeat(50_000).getBytes(StandardCharsets.UTF_8);

        store().put("large", new ByteArrayInputStream(bytes), bytes.length);

        assertThat(read("large")).isEqualTo("0123456789".repeat(50_000));
    }

    @Test
    void putThatBreaksOffKeepsTheOldObject() throws IOException {
        put("k", "old");

        var failed = catchThrowableOfType(Problem.class, () -> store().put("k", broken(), 100));

        assertThat(failed.code()).isEqualTo(Problem.Code.UNAVAILABLE);
        assertThat(read("k")).isEqualTo("old");
    }

    /** Fifty bytes, then a failure. */
    private static InputStream broken() {
        var start = new ByteArrayInputStream(new byte[50]);
        var end = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client has gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(start, end);
    }

    @Test
    void keysAreListedInOrderAndInPages() {
        for (var name : new String[] {"l/b", "l/a", "l/c/d", "m/a"}) {
            put(name, "x");
        }

        assertThat(store().list("l/", "", 10)).containsExactly("l/a", "l/b", "l/c/d");
        assertThat(store().list("l/", "l/a", 1)).containsExactly("l/b");
        assertThat(store().list("none/", "", 10)).isEmpty();
    }

    @Test
    void deletedObjectIsGone() {
        put("k", "x");

        store().delete("k");

        assertThat(store().get("k")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", ".hidden", "a/.", "ä", "a b", "a\n"})
    void keyThatIsNoRelativePathIsRefused(String key) {
        var refused = catchThrowableOfType(Problem.class, () -> put(key, "x"));

        assertThat(refused.code()).isEqualTo(Problem.Code.INTERNAL);
    }

    @Test
    void storeThatAnswersIsProbed() {
        store().probe();
    }
}
