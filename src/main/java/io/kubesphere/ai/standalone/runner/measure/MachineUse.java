package io.kubesphere.ai.standalone.runner.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the whole machine has used, by whomever.
 *
 * @param ticks of CPU since it was started, without waiting
 * @param bytes of memory that are not available
 */
record MachineUse(long ticks, long bytes) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");
    private static final int KIBI = 1024;

    /** Fields of the line "cpu" in proc(5): what a guest uses is part of user already. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    static MachineUse now() {
        try {
            var fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
            var ticks = 0L;
            for (var field : BUSY) {
                ticks += Long.parseLong(fields[field]);
            }
            var memory = Files.readString(Path.of("/proc/meminfo"));
            return new MachineUse(ticks, (number(TOTAL, memory) - number(AVAILABLE, memory)) * KIBI);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("/proc does not tell what the machine uses", unreadable);
        }
    }

    private static long number(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("/proc/meminfo does not say " + pattern.pattern());
        }
        return Long.parseLong(matcher.group(1));
    }
}
