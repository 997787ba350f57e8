package io.kubesphere.ai.kernel.workload.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The container's log, read by people who wait: few lines, each a whole sentence, and the last words for the kubelet. */
final class Journal {
    private static final long SPACING = TimeUnit.SECONDS.toNanos(5);

    /** The kubelet reads 4096 bytes; a character may take four. */
    private static final int LONGEST_LAST_WORDS = 1000;

    private final PrintStream out;
    private final PrintStream err;
    private final Optional<Path> terminationLog;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime() + SPACING);

    Journal(PrintStream out, PrintStream err, Optional<Path> terminationLog) {
        this.out = out;
        this.err = err;
        this.terminationLog = terminationLog;
    }

    void say(String format, Object... values) {
        print(out, values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    }

    /** A line that may be left out: at most one in five seconds is printed. */
    void mention(Supplier<String> line) {
        var until = quietUntil.get();
        var now = System.nanoTime();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + SPACING)) {
            print(out, line.get());
        }
    }

    /** Why this container has failed. */
    void fail(String line) {
        print(err, line);
        terminationLog.ifPresent(file -> leave(file, printable(line)));
    }

    private void leave(Path file, String words) {
        try {
            Files.writeString(file, words.substring(0, Math.min(LONGEST_LAST_WORDS, words.length())));
        } catch (IOException unwritable) {
            print(err, "the termination log cannot be written: " + unwritable.getMessage());
        }
    }

    /** A file's name in a log must not look like a second line. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    private static void print(PrintStream stream, String line) {
        stream.println(printable(line));
        stream.flush();
    }
}
