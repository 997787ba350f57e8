package io.kubesphere.ai.standalone.runner.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often the kernel has killed a process for want of memory. It does not say which without root, but a program that
 * ends by a SIGKILL that we have not sent, within seconds of such a kill, was the one.
 */
public final class OutOfMemoryKills {

    private static final String COUNTER = "oom_kill ";
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Path statistics;
    private OptionalLong count;
    private Optional<Long> lastKillNanos = Optional.empty();

    public OutOfMemoryKills() {
        this(Path.of("/proc/vmstat"));
    }

    OutOfMemoryKills(Path statistics) {
        this.statistics = statistics;
        this.count = read();
    }

    /** To be called every second or so, and whenever a program has been killed. */
    public synchronized boolean hasJustHappened() {
        var now = read();
        if (now.isPresent() && count.isPresent() && now.getAsLong() > count.getAsLong()) {
            lastKillNanos = Optional.of(System.nanoTime());
        }
        count = now;
        return lastKillNanos
                .filter(nanos -> System.nanoTime() - nanos < CLOSE.toNanos())
                .isPresent();
    }

    private OptionalLong read() {
        try (var lines = Files.lines(statistics)) {
            return lines.filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line -> Long.parseLong(line.substring(COUNTER.length())))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
