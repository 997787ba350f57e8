package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads the text of a manifest file by file. */
public final class ManifestReader implements Iterator<Manifest.File>, AutoCloseable {
    private final BufferedReader lines;
    private Optional<Manifest.File> next;

    public ManifestReader(InputStream text) {
        this.lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 1 << 16);
        this.next = read();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    /** The file that comes next, without taking it. */
    public Optional<Manifest.File> peek() {
        return next;
    }

    @Override
    public Manifest.File next() {
        var file = next.orElseThrow(NoSuchElementException::new);
        next = read();
        return file;
    }

    private Optional<Manifest.File> read() {
        try {
            return Optional.ofNullable(lines.readLine()).map(Manifest::file);
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    private static Problem unreadable(IOException broken) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                .because(broken);
    }
}
