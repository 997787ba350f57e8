package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.Quantity;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What this machine has, which is what its node offers. */
public final class Capacity {

    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final int KIBI = 1024;

    private Capacity() {}

    /** @param given replaces or adds to what is found, e.g. accelerators, which are not looked for */
    public static Map<String, Quantity> of(File disk, Map<String, Quantity> given) {
        var capacity = new TreeMap<String, Quantity>();
        capacity.put("cpu", new Quantity(Integer.toString(Runtime.getRuntime().availableProcessors())));
        capacity.put("memory", new Quantity(memoryKibibytes() + "Ki"));
        capacity.put("ephemeral-storage", new Quantity(disk.getTotalSpace() / KIBI + "Ki"));
        capacity.put("pods", new Quantity("110"));
        capacity.putAll(given);
        return Map.copyOf(capacity);
    }

    private static long memoryKibibytes() {
        try {
            var matcher = MEMORY.matcher(Files.readString(Path.of("/proc/meminfo")));
            if (matcher.find()) {
                return Long.parseLong(matcher.group(1));
            }
            throw new IllegalStateException("/proc/meminfo does not say how much memory there is");
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/meminfo cannot be read", e);
        }
    }
}
