package io.kubesphere.ai.standalone.runner.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A value in a file that is either there as a whole or not at all. */
public record JsonFile<T>(Path path, Class<T> type) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Optional<T> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(path), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    public void write(T value) {
        try {
            var temporary =
                    Files.write(path.resolveSibling(path.getFileName() + ".new"), JSON.writeValueAsBytes(value));
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
