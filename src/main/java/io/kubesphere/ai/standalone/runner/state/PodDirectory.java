package io.kubesphere.ai.standalone.runner.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What one pod has on disk: who it is, its volumes, and per container one directory for each attempt to run it. */
public record PodDirectory(Path path, Path temporary) {

    /** Creates it; what is there already stays. */
    public void create(PodRef pod) {
        FileTrees.create(path.resolve("containers"));
        FileTrees.create(path.resolve("volumes"));
        if (ref().isEmpty()) {
            refFile().write(pod);
        }
    }

    /** Empty when the JVM was killed before it could write it: nothing has run then. */
    public Optional<PodRef> ref() {
        return refFile().read();
    }

    private JsonFile<PodRef> refFile() {
        return new JsonFile<>(path.resolve("pod.json"), PodRef.class);
    }

    public String uid() {
        return path.getFileName().toString();
    }

    long createdMillis() {
        return RunnerDirectory.modifiedMillis(path.resolve("pod.json")).orElse(0L);
    }

    public Path volumes() {
        return path.resolve("volumes");
    }

    public List<String> containers() {
        return names(path.resolve("containers"));
    }

    /** The attempts that have begun, oldest first. */
    public List<AttemptDirectory> attempts(String container) {
        var numbers = new ArrayList<Integer>();
        names(containerPath(container)).forEach(name -> numbers.add(Integer.parseInt(name)));
        Collections.sort(numbers);
        return numbers.stream()
                .map(number -> attempt(container, number))
                .filter(AttemptDirectory::hasBegun)
                .toList();
    }

    public AttemptDirectory attempt(String container, int number) {
        var id = uid() + "/" + container + "/" + number;
        return new AttemptDirectory(containerPath(container).resolve(Integer.toString(number)), temporary, id);
    }

    private Path containerPath(String container) {
        return path.resolve("containers").resolve(container);
    }

    private static List<String> names(Path directory) {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (var entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    public void delete() {
        for (var container : containers()) {
            names(containerPath(container)).forEach(number -> attempt(container, Integer.parseInt(number))
                    .deleteFiles());
        }
        FileTrees.delete(path);
    }
}
