package io.kubesphere.ai.standalone.runner.state;

import io.kubesphere.ai.standalone.runner.process.Launcher;
import io.kubesphere.ai.standalone.runner.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt to run a container. Its files tell its story in order: {@code start} (this JVM meant to), {@code claim} (the
 * wrapper has begun), {@code exit} (the program has ended), {@code outcome.json} (what we made of it, for good).
 */
public record AttemptDirectory(Path path, Path temporaryRoot, String id) {

    private static final int SHORT_ID = 12;

    /** Makes what the program will find; the attempt does not count yet. */
    public void makeFiles() {
        FileTrees.create(root());
        FileTrees.create(home());
        FileTrees.create(temporary());
        write(message(), "");
    }

    /** From now on the attempt counts, as one that may be running. */
    public void begin(long nowMillis) {
        write(log(), "");
        write(path.resolve("start"), Long.toString(nowMillis));
    }

    boolean hasBegun() {
        return Files.exists(path.resolve("start"));
    }

    public int number() {
        return Integer.parseInt(path.getFileName().toString());
    }

    /** Stands for the container's root directory; the program is not confined to it. */
    public Path root() {
        return path.resolve("root");
    }

    public Path home() {
        return path.resolve("home");
    }

    public Path temporary() {
        var hash = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
        return temporaryRoot.resolve(hash.replace("-", "").substring(0, SHORT_ID));
    }

    public Path log() {
        return path.resolve("log");
    }

    /** The program's last words. */
    public Path message() {
        return path.resolve("message");
    }

    public Optional<Long> startedMillis() {
        return read("start").map(Long::parseLong);
    }

    public Optional<ProcessIdentity> claim() {
        return read(Launcher.CLAIM).flatMap(ProcessIdentity::parse);
    }

    /**
     * Takes the wrapper's right to begin, if it has not begun.
     *
     * @return false when it has
     */
    public boolean cancel() {
        try {
            Files.write(path.resolve(Launcher.CLAIM), new byte[0], StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException begun) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot cancel " + path, e);
        }
    }

    /** Empty while the program runs, and when the wrapper was killed too. */
    public Optional<Integer> exitCode() {
        return read(Launcher.EXIT).map(Integer::parseInt);
    }

    public Optional<Long> exitedMillis() {
        return RunnerDirectory.modifiedMillis(path.resolve(Launcher.EXIT));
    }

    public Optional<Outcome> outcome() {
        return outcomeFile().read();
    }

    public void conclude(Outcome outcome) {
        outcomeFile().write(outcome);
    }

    private JsonFile<Outcome> outcomeFile() {
        return new JsonFile<>(path.resolve("outcome.json"), Outcome.class);
    }

    /** Removes what the program has left, but neither its log nor its outcome. */
    public void deleteFiles() {
        FileTrees.delete(root());
        FileTrees.delete(home());
        FileTrees.delete(temporary());
    }

    public void delete() {
        deleteFiles();
        FileTrees.delete(path);
    }

    /** A file of one line; an empty one counts as not written yet. */
    private Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name), StandardCharsets.ISO_8859_1)
                            .strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(name), e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
