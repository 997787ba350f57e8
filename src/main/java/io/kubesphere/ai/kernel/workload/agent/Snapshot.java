package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the service what is on a volume: first the names of all files, then, of those whose content it does not know, the
 * digests. Killed at any moment, the next pod goes on with the digests that are missing.
 */
final class Snapshot {
    private static final String ROOT = "/snapshot";

    private final VolumeTree tree;
    private final Service service;
    private final Retries retries;
    private final Journal journal;

    private Snapshot(VolumeTree tree, Service service, Retries retries, Journal journal) {
        this.tree = tree;
        this.service = service;
        this.retries = retries;
        this.journal = journal;
    }

    /** What is to be looked at, and how far an earlier pod came. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Wanted(@JsonProperty("directory") String directory, @JsonProperty("listed") boolean listed) {}

    /** Some of the files that are to be read; {@code next} leads to more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Pending(@JsonProperty("files") List<Path> files, @JsonProperty("next") String next) {
        Pending {
            files = files == null ? List.of() : List.copyOf(files);
        }

        /** A file by its path. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Path(@JsonProperty("path") String path) {}

        Optional<String> following() {
            return Optional.ofNullable(next);
        }
    }

    static void take(Settings settings, Service service, Retries retries, Journal journal) {
        var wanted = retries.run("asking the service what to look at", progress -> service.get(ROOT, Wanted.class));
        var tree = VolumeTree.open(settings.volume(), wanted.directory());
        var snapshot = new Snapshot(tree, service, retries, journal);
        if (!wanted.listed()) {
            snapshot.list();
        }
        snapshot.readAll();
        journal.say("everything is read");
    }

    private void list() {
        post("/listing", Map.of());
        var found = new Batch<VolumeTree.Found>(files -> post("/listing/files", Map.of("files", files)));
        tree.walk(found::add).requireNone("not everything in the directory can be a file of a version");
        found.flush();
        post("/listing/end", Map.of());
    }

    private void readAll() {
        for (var after = Optional.of(""); after.isPresent(); ) {
            var pending = pending(after.get());
            var read = new Batch<VolumeTree.Read>(files -> post("/digests", Map.of("files", files)));
            Workers.forEach(pending.files().iterator(), file -> {
                read.add(tree.read(file.path()));
                journal.mention(() -> "reading " + file.path());
            });
            read.flush();
            after = pending.following();
        }
    }

    private Pending pending(String after) {
        var path = ROOT + "/pending?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        return retries.run("asking the service what to read", progress -> service.get(path, Pending.class));
    }

    private void post(String path, Object body) {
        var unused = retries.run("telling the service what is there", progress -> {
            service.post(ROOT + path, body);
            return true;
        });
    }
}
