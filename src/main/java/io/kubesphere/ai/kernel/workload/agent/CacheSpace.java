package io.kubesphere.ai.kernel.workload.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How much the cache of the node has. Room is reserved before a byte is written, under a lock between all pods; what dies
 * after that is counted too much until room is short, and then everything is counted anew.
 */
final class CacheSpace {
    /** A copy within a node does not take so long. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Room is made for more than one, since that looks at everything. */
    private static final long PART_LEFT_FREE = 10;

    /** Of less than two, one would always push the other out. */
    private static final long LEAST_CONTENTS = 2;

    private final Path directory;
    private final Path contents;
    private final Path partials;
    private final long most;
    private final Clock clock;

    CacheSpace(CacheSettings settings, Clock clock) {
        this.directory = settings.directory();
        this.contents = directory.resolve("contents");
        this.partials = directory.resolve("partials");
        this.most = settings.bytes();
        this.clock = clock;
    }

    /** An empty file for a content of so many bytes; none when there is no room for it. */
    synchronized Optional<Path> reserve(long size) throws IOException {
        if (size > most / LEAST_CONTENTS) {
            return Optional.empty();
        }
        Files.createDirectories(contents);
        Files.createDirectories(partials);
        try (var account = FileChannel.open(
                        directory.resolve("used"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                var lock = account.lock()) {
            if (!lock.isValid()) {
                return Optional.empty();
            }
            var used = known(account);
            if (used + size > most) {
                used = makeRoom(size);
            }
            if (used + size > most) {
                return Optional.empty();
            }
            note(account, used + size);
            return Optional.of(Files.createFile(partials.resolve(UUID.randomUUID() + "." + size)));
        }
    }

    /** As much as can be when nobody has counted yet, or when the count was torn. */
    private long known(FileChannel account) throws IOException {
        var text = ByteBuffer.allocate(32);
        account.read(text, 0);
        var number = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return number.matches("\\d{20}\n") ? Long.parseLong(number.strip()) : most;
    }

    private static void note(FileChannel account, long used) throws IOException {
        account.truncate(0);
        account.write(ByteBuffer.wrap("%020d\n".formatted(used).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** Removes what was used longest ago until there is room; answers how much is left. */
    private long makeRoom(long size) throws IOException {
        var minutes = new TreeMap<Long, Long>();
        each(contents, (file, bytes, minute) -> minutes.merge(minute, bytes, Long::sum));
        var used = minutes.values().stream().mapToLong(Long::longValue).sum() + arriving();
        var tooMuch = used + size - most;
        if (tooMuch <= 0) {
            return used;
        }
        var cut = new Cut(minutes, tooMuch + most / PART_LEFT_FREE);
        each(contents, cut);
        return used - cut.removed;
    }

    /** Removes the oldest, minute by minute: a million files do not fit into a small heap to be sorted. */
    private static final class Cut implements Look {
        private final long wanted;
        private final long last;
        private long removed;

        Cut(SortedMap<Long, Long> minutes, long wanted) {
            this.wanted = wanted;
            var sum = 0L;
            var reached = Long.MIN_VALUE;
            for (var minute : minutes.entrySet()) {
                if (sum >= wanted) {
                    break;
                }
                sum += minute.getValue();
                reached = minute.getKey();
            }
            this.last = reached;
        }

        @Override
        public void at(Path file, long bytes, long minute) throws IOException {
            if (minute < last || (minute == last && removed < wanted)) {
                removed += Files.deleteIfExists(file) ? bytes : 0;
            }
        }
    }

    /** What others are writing at this moment, as long as it will be; what nobody writes any more is removed. */
    private long arriving() throws IOException {
        var sum = new long[1];
        var alive = clock.instant().minus(ABANDONED).getEpochSecond() / 60;
        each(partials, (file, bytes, minute) -> {
            if (minute < alive) {
                Files.deleteIfExists(file);
            } else {
                var name = file.getFileName().toString();
                sum[0] += Long.parseLong(name.substring(name.indexOf('.') + 1));
            }
        });
        return sum[0];
    }

    /** Looks at a file. */
    private interface Look {
        void at(Path file, long bytes, long minute) throws IOException;
    }

    private static void each(Path directory, Look look) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator) {
                look(file, look);
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void look(Path file, Look look) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            var minute = Files.getLastModifiedTime(file).toInstant().getEpochSecond() / 60;
            look.at(file, Files.size(file), minute);
        } catch (NoSuchFileException takenAway) {
            // By a pod that found it spoiled; then it takes no room.
            return;
        }
    }
}
