package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Files of the service, fetched whole: resumed where a connection broke, checked, and put in place by a rename. */
final class Downloads {
    private static final int TRIES = 3;

    private final Service service;
    private final Retries retries;
    private final Journal journal;

    Downloads(Service service, Retries retries, Journal journal) {
        this.service = service;
        this.retries = retries;
        this.journal = journal;
    }

    /** A file of the service, by what makes it the right one. */
    record Wanted(String name, String path, Digest digest, OptionalLong size) {}

    /** Where it goes; {@code partial} is on the same volume as {@code target}. */
    record Place(Path partial, Path target, String permissions) {}

    void fetch(Wanted wanted, Place place, LongConsumer moved) {
        try (var part = PartFile.open(place.partial())) {
            moved.accept(part.length());
            for (var tries = 1; ; tries++) {
                complete(wanted, part, moved);
                if (part.become(place.target(), wanted.digest(), place.permissions())) {
                    return;
                }
                part.restart(moved);
                if (tries == TRIES) {
                    throw Problem.of(
                            Problem.Code.CONFLICT,
                            "%s came %d times with another digest than announced (%s)",
                            wanted.name(),
                            TRIES,
                            wanted.digest());
                }
                journal.say("%s came with another digest than announced; fetching it again", wanted.name());
            }
        }
    }

    private void complete(Wanted wanted, PartFile part, LongConsumer moved) {
        var unused = retries.run("fetching " + wanted.name(), progress -> {
            pull(wanted, part, bytes -> {
                moved.accept(bytes);
                if (part.isFurther()) {
                    progress.run();
                }
            });
            return part;
        });
    }

    private void pull(Wanted wanted, PartFile part, LongConsumer moved) throws IOException {
        var size = wanted.size().orElse(Long.MAX_VALUE);
        if (part.length() >= size) {
            return;
        }
        try (var body = service.open(wanted.path(), part.length())) {
            if (!body.isPartial()) {
                part.restart(moved);
            }
            part.append(body, size, moved);
        }
        if (wanted.size().isPresent() && part.length() < size) {
            throw new EOFException("the connection ended early");
        }
    }
}
