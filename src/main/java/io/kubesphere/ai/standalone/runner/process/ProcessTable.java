package io.kubesphere.ai.standalone.runner.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of this machine, and which container each was started for: its environment says so by a marker. A listing
 * costs milliseconds, so those who ask at the same time share one.
 */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");

    private final String bootId = bootId();
    private final String marker;
    private Optional<Listing> last = Optional.empty();

    /** @param variable whose value tells containers apart */
    public ProcessTable(String variable) {
        this.marker = "\0" + variable + "=";
    }

    /** Live processes, and the marker's value by pid for those that have one. */
    record Listing(long takenNanos, List<ProcessStat> processes, Map<Long, String> marked) {}

    private static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("pods can run as processes only where there is " + BOOT_ID, e);
        }
    }

    public boolean isAlive(ProcessIdentity identity) {
        return identity.bootId().equals(bootId)
                && stat(identity.pid())
                        .filter(ProcessStat::isAlive)
                        .filter(stat -> stat.startTicks() == identity.startTicks())
                        .isPresent();
    }

    Optional<ProcessStat> stat(long pid) {
        try {
            return ProcessStat.parse(
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** A listing that was begun after this moment of {@link System#nanoTime}. */
    synchronized Listing listing(long notBeforeNanos) {
        var listing =
                last.filter(known -> known.takenNanos() - notBeforeNanos >= 0).orElseGet(this::list);
        last = Optional.of(listing);
        return listing;
    }

    private Listing list() {
        var taken = System.nanoTime();
        var processes = all();
        var marked = new HashMap<Long, String>();
        processes.forEach(process -> marker(process.pid()).ifPresent(value -> marked.put(process.pid(), value)));
        return new Listing(taken, processes, marked);
    }

    private List<ProcessStat> all() {
        var found = new ArrayList<ProcessStat>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                stat(Long.parseLong(entry.getFileName().toString()))
                        .filter(ProcessStat::isAlive)
                        .ifPresent(found::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return List.copyOf(found);
    }

    /** What the process was started with; other users' say nothing. */
    private Optional<String> marker(long pid) {
        try {
            var environment = "\0"
                    + Files.readString(PROC.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1)
                    + "\0";
            var start = environment.indexOf(marker);
            return start < 0
                    ? Optional.empty()
                    : Optional.of(environment.substring(
                            start + marker.length(), environment.indexOf('\0', start + marker.length())));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }
}
