package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Files on their way to the service; what it holds already is not sent again. */
final class Uploads {
    private static final int TRIES = 3;

    private final Service service;
    private final Retries retries;
    private final Journal journal;

    Uploads(Service service, Retries retries, Journal journal) {
        this.service = service;
        this.retries = retries;
        this.journal = journal;
    }

    /** Stores a file and answers its line of the manifest, which tells of the very bytes that are stored. */
    Manifest.File store(String name, Path file, Progress progress) {
        for (var tries = 1; ; tries++) {
            var content = Disk.on(file, () -> Hashed.of(file));
            try {
                var unused = retries.run("storing " + name, moved -> send(content, file, progress));
                progress.finishedFile();
                return new Manifest.File(name, content.size(), content.digest().toString());
            } catch (Problem refused) {
                if (refused.code() != Problem.Code.INVALID || tries == TRIES) {
                    throw refused;
                }
                journal.say("%s; perhaps it has changed meanwhile, reading it again", refused.getMessage());
            }
        }
    }

    private Hashed send(Hashed content, Path file, Progress progress) throws IOException {
        if (service.has(content.digest())) {
            progress.moved(content.size());
            return content;
        }
        var sent = new AtomicLong();
        var stored = false;
        try {
            service.put(content, file, bytes -> {
                sent.addAndGet(bytes);
                progress.moved(bytes);
            });
            stored = true;
        } finally {
            if (!stored) {
                progress.moved(-sent.get());
            }
        }
        return content;
    }
}
