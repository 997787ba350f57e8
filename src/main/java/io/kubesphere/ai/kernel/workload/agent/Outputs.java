package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stores an output whole or not at all: its files first, then the manifest that makes them the output. */
final class Outputs {
    private static final int TRIES = 3;
    private static final int LINES_PER_PART = 500;

    private final Service service;
    private final Retries retries;
    private final Workspace workspace;
    private final Journal journal;

    Outputs(Service service, Retries retries, Workspace workspace, Journal journal) {
        this.service = service;
        this.retries = retries;
        this.workspace = workspace;
        this.journal = journal;
    }

    /** Stores it; a problem tells why not. Repeating it is cheap: what is stored already stays. */
    void store(Plan.Output output) {
        for (var tries = 1; ; tries++) {
            var manifest = upload(output);
            try {
                commit(output, manifest);
                return;
            } catch (Problem refused) {
                if (refused.code() != Problem.Code.INVALID || tries == TRIES) {
                    throw refused;
                }
                journal.say("%s; looking at all files again", refused.getMessage());
            }
        }
    }

    private Manifest upload(Plan.Output output) {
        var directory = workspace.output(output.name());
        if (!Files.exists(directory)) {
            Disk.createDirectories(directory);
        }
        var tree = OutputTree.of(directory);
        if (tree.names().isEmpty() && output.required()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "the program has left nothing in %s", directory);
        }
        var progress = new Progress("output " + output.name(), tree.names().size(), tree.bytes(), journal);
        var uploads = new Uploads(service, retries, journal);
        var stored = Collections.synchronizedList(new ArrayList<Manifest.File>());
        Workers.forEach(tree.names().iterator(), name -> stored.add(uploads.store(name, tree.place(name), progress)));
        return new Manifest(stored);
    }

    private void commit(Plan.Output output, Manifest manifest) {
        var answer = retries.run(
                "completing output " + output.name(),
                progress -> service.commit(output.name(), () -> parts(manifest).iterator()));
        var digest = digest(manifest).toString();
        if (!digest.equals(answer.digest())) {
            throw Problem.of(Problem.Code.CONFLICT, "the service has stored %s instead of %s", answer.digest(), digest);
        }
        var files = manifest.files().size();
        journal.say(
                "output %s: stored, %d files, %s (%s)", output.name(), files, Progress.size(manifest.bytes()), digest);
    }

    private static Digest digest(Manifest manifest) {
        var hash = Digest.sha256();
        parts(manifest).forEach(hash::update);
        return Digest.of(hash);
    }

    /** The manifest's text without ever holding all of it. */
    private static Stream<byte[]> parts(Manifest manifest) {
        var files = manifest.files();
        return IntStream.iterate(0, from -> from < files.size(), from -> from + LINES_PER_PART)
                .mapToObj(from -> files.subList(from, Math.min(files.size(), from + LINES_PER_PART)))
                .map(part -> new Manifest(part).text().getBytes(StandardCharsets.UTF_8));
    }
}
