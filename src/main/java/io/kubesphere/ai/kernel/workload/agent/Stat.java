package io.kubesphere.ai.kernel.workload.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What tells without reading it whether a file has been changed: nobody can set the time of its last change back. */
record Stat(long size, FileTime modified, FileTime changed, long inode) {
    /** Clocks differ, and a file system's own ticks slowly. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    static Stat of(Path file) throws IOException {
        var found = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return new Stat(
                (long) found.get("size"),
                (FileTime) found.get("lastModifiedTime"),
                (FileTime) found.get("ctime"),
                (long) found.get("ino"));
    }

    /** Empty while the file may be changed once more without its times showing it. */
    String stamp() {
        return stamp(Clock.systemUTC().instant());
    }

    String stamp(Instant now) {
        return changed.toInstant().isAfter(now.minus(SETTLED)) ? "" : modified + "/" + changed + "/" + inode;
    }
}
