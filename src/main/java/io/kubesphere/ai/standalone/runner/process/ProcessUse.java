package io.kubesphere.ai.standalone.runner.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the live processes of each container have used. Children that ended count through their parents, which have waited
 * for them; what two looks both miss is lost.
 */
public final class ProcessUse {
    private static final Path PROC = Path.of("/proc");
    private static final Pattern PROPORTIONAL = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final int KIBI = 1024;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private final ProcessTable table;

    public ProcessUse(ProcessTable table) {
        this.table = table;
    }

    /**
     * Of the processes of one container together.
     *
     * @param ticks of CPU, of those that live and those that they have waited for
     * @param bytes of memory, what is shared by parts
     */
    public record Use(long ticks, long bytes) {
        Use plus(Use other) {
            return new Use(ticks + other.ticks, bytes + other.bytes);
        }
    }

    /** By the marker's value. */
    public Map<String, Use> byContainer() {
        var uses = new HashMap<String, Use>();
        table.listing(System.nanoTime()).marked().forEach((pid, container) -> of(PROC.resolve(Long.toString(pid)))
                .ifPresent(use -> uses.merge(container, use, Use::plus)));
        return uses;
    }

    private static Optional<Use> of(Path process) {
        try {
            var line = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var i = USER; i <= CHILDREN_SYSTEM; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return Optional.of(new Use(ticks, bytes(process)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long bytes(Path process) throws IOException {
        var matcher =
                PROPORTIONAL.matcher(Files.readString(process.resolve("smaps_rollup"), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBI : 0;
    }
}
