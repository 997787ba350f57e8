package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Puts the files of inputs where the program expects them; what an earlier container brought is not fetched again. */
final class Inputs {
    private static final String READ_ONLY = "r--r--r--";

    private final Downloads downloads;
    private final Optional<NodeCache> cache;
    private final Workspace workspace;
    private final Journal journal;

    Inputs(Downloads downloads, Optional<NodeCache> cache, Workspace workspace, Journal journal) {
        this.downloads = downloads;
        this.cache = cache;
        this.workspace = workspace;
        this.journal = journal;
    }

    void materialise(Plan.Input input) {
        var progress = new Progress("input " + input.name(), input.files(), input.bytes(), journal);
        if (input.isMounted()) {
            compare(input, progress);
        } else {
            fetch(input, progress);
        }
        journal.say("%s: done", progress.line());
    }

    private void fetch(Plan.Input input, Progress progress) {
        var partial = workspace.input(input.name()).resolve(Workspace.PARTIAL);
        Disk.createDirectories(partial);
        each(manifest(input, partial), file -> place(input, file, progress));
        Disk.remove(partial);
    }

    /** Nothing is written beside what is mounted. */
    private void compare(Plan.Input input, Progress progress) {
        var mounted = new MountedInput(input, workspace.input(input.name()));
        var elsewhere = Disk.on(workspace.base(), () -> Files.createTempDirectory("aip-manifest"));
        each(manifest(input, elsewhere), file -> {
            mounted.compare(file);
            progress.moved(file.size());
            progress.finishedFile();
        });
        mounted.requireSame();
        Disk.remove(elsewhere);
    }

    private static void each(Path manifest, Consumer<Manifest.File> work) {
        var unused = Disk.on(manifest, () -> {
            try (var lines = Files.lines(manifest)) {
                var files =
                        lines.filter(line -> !line.isBlank()).map(Inputs::file).iterator();
                Workers.forEach(files, work);
            }
            return manifest;
        });
    }

    private Path manifest(Plan.Input input, Path partial) {
        var target = partial.resolve("manifest");
        var wanted = new Downloads.Wanted(
                "the list of files of input " + input.name(),
                "/inputs/" + input.name() + "/manifest",
                input.digest(),
                OptionalLong.empty());
        var place = new Downloads.Place(partial.resolve("manifest.part"), target, READ_ONLY);
        Disk.on(target, () -> Files.deleteIfExists(place.partial()));
        downloads.fetch(wanted, place, bytes -> {});
        return target;
    }

    /** Line by line, since a million files do not fit into a small heap; each is checked like any manifest. */
    private static Manifest.File file(String line) {
        var file = Manifest.parse(line.getBytes(StandardCharsets.UTF_8)).files().get(0);
        if (file.path().equals(Workspace.PARTIAL) || file.path().startsWith(Workspace.PARTIAL + "/")) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "an input must not have a file named %s", file.path());
        }
        return file;
    }

    private void place(Plan.Input input, Manifest.File file, Progress progress) {
        var directory = workspace.input(input.name());
        var target = directory.resolve(file.path());
        if (isThere(target, file)) {
            Disk.permit(target, READ_ONLY);
            progress.moved(file.size());
        } else {
            Disk.createDirectories(target.getParent());
            bring(input, file, new Downloads.Place(part(directory, file), target, READ_ONLY), progress);
        }
        progress.finishedFile();
    }

    private void bring(Plan.Input input, Manifest.File file, Downloads.Place place, Progress progress) {
        NodeCache.Fetch fetch = () -> downloads.fetch(wanted(input, file), place, progress::moved);
        if (cache.isEmpty()) {
            fetch.run();
        } else if (cache.get().bring(file, place, fetch)) {
            progress.found(file.size());
        }
    }

    private static boolean isThere(Path target, Manifest.File file) {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Disk.on(target, () -> Files.size(target)) == file.size()
                && Disk.on(target, () -> Hashed.of(target)).digest().equals(file.content());
    }

    private static Downloads.Wanted wanted(Plan.Input input, Manifest.File file) {
        return new Downloads.Wanted(
                input.name() + "/" + file.path(),
                "/inputs/" + input.name() + "/blobs/" + file.content().hex(),
                file.content(),
                OptionalLong.of(file.size()));
    }

    /** Named after path and content, so that the next container goes on with the right one. */
    private static Path part(Path directory, Manifest.File file) {
        return directory
                .resolve(Workspace.PARTIAL)
                .resolve(Digest.of(file.path() + "\n" + file.digest()).hex());
    }
}
