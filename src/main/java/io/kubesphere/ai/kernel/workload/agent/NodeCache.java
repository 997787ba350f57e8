package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.content.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Contents that pods of this node have fetched before, by digest. Only our init containers see the directory. What is
 * taken from it is compared with its digest, so nothing there is trusted; what it cannot do is left out, and never fails a run.
 */
final class NodeCache {
    private static final String READ_ONLY = "r--------";

    private final Path contents;
    private final CacheSpace space;
    private final CacheTurns turns;
    private final Clock clock;
    private final Journal journal;
    private final AtomicBoolean complained = new AtomicBoolean();

    NodeCache(CacheSettings settings, Clock clock, Journal journal) {
        this.contents = settings.directory().resolve("contents");
        this.space = new CacheSpace(settings, clock);
        this.turns = new CacheTurns(settings);
        this.clock = clock;
        this.journal = journal;
    }

    /** How a content comes where the node does not have it: it is in its place when this returns. */
    interface Fetch {
        void run();
    }

    /**
     * Brings a content into its place; whether the node had it. Pods that want the same at the same time fetch it once: the
     * others wait for the first.
     */
    boolean bring(Manifest.File file, Downloads.Place place, Fetch fetch) {
        if (give(file, place)) {
            return true;
        }
        var turn = turns.take(file.content(), () -> has(file.content()));
        try {
            if (give(file, place)) {
                return true;
            }
            fetch.run();
            keep(file, place.target());
            return false;
        } finally {
            turn.end();
        }
    }

    private Path content(Digest digest) {
        return contents.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private boolean has(Digest digest) {
        return Files.isRegularFile(content(digest), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean give(Manifest.File file, Downloads.Place place) {
        if (!has(file.content())) {
            return false;
        }
        var held = content(file.content());
        try {
            if (Files.size(held) == file.size() && copied(held, place, file.content())) {
                // The least recently used go first.
                var unused = Files.setLastModifiedTime(held, FileTime.from(clock.instant()));
                return true;
            }
            // A node that lost its power may have the name and not the bytes.
            Files.deleteIfExists(held);
            return false;
        } catch (IOException unusable) {
            // Evicted at this moment, or unreadable.
            complain(unusable);
            return false;
        }
    }

    private static boolean copied(Path held, Downloads.Place place, Digest digest) throws IOException {
        try (var in = Files.newInputStream(held, LinkOption.NOFOLLOW_LINKS);
                var part = PartFile.open(place.partial())) {
            part.restart(bytes -> {});
            part.append(in, Long.MAX_VALUE, bytes -> {});
            if (part.become(place.target(), digest, place.permissions())) {
                return true;
            }
            part.restart(bytes -> {});
            return false;
        }
    }

    /** Takes a copy of what has just been fetched and compared, when there is room. */
    private void keep(Manifest.File file, Path fetched) {
        if (has(file.content())) {
            return;
        }
        try {
            var partial = space.reserve(file.size());
            if (partial.isPresent()) {
                put(file.content(), fetched, partial.get());
            }
        } catch (IOException unusable) {
            complain(unusable);
        }
    }

    private void put(Digest digest, Path fetched, Path partial) throws IOException {
        try {
            Files.copy(fetched, partial, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString(READ_ONLY));
            Files.setLastModifiedTime(partial, FileTime.from(clock.instant()));
            Files.createDirectories(content(digest).getParent());
            Files.move(partial, content(digest), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void complain(IOException unusable) {
        if (complained.compareAndSet(false, true)) {
            journal.say("the cache of this node is not used: %s", unusable);
        }
    }
}
