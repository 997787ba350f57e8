package io.kubesphere.ai.standalone.runner.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts programs in sessions of their own. A container's program gets a shell as parent that outlives this JVM and
 * writes down two facts: that it has begun ({@code claim}), and how the program ended ({@code exit}).
 */
public final class Launcher {

    /** The wrapper's file that says who runs; created exclusively, so that an attempt begins at most once. */
    public static final String CLAIM = "claim";

    /** The wrapper's file that says the exit code, 128 + n after signal n. */
    public static final String EXIT = "exit";

    /**
     * The wrapper ignores the signals that are meant for the program. It is silent, since its output is the container's:
     * hence the subshell, without which a shell reports that its child was killed.
     */
    private static final String WRAPPER =
            """
            trap : HUP INT QUIT TERM USR1 USR2
            exec 3>&2 2>/dev/null
            dir=$1; shift
            read -r boot </proc/sys/kernel/random/boot_id
            read -r stat <"/proc/$$/stat"
            set -C
            echo "$boot $stat" >"$dir/claim" || exit 125
            set +C
            ( exec "$@" 2>&3 3>&- )
            echo $? >"$dir/exit"
            """;

    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final File NOTHING = new File("/dev/null");

    /** Starts a container's program; output of both kinds goes to the end of the log, and nothing comes in. */
    public Process start(Launch launch, Path attempt, Path log) throws IOException {
        var command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", WRAPPER, "container", attempt.toString()));
        command.addAll(withUnshellyNames(launch));
        return start(command, launch, log.toFile());
    }

    /** Starts a program beside a container's main one, for a probe or a hook. */
    public Process startBeside(Launch launch, Path output) throws IOException {
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(launch.command());
        return start(command, launch, output.toFile());
    }

    private static Process start(List<String> command, Launch launch, File output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    /** Shells drop variables whose names are no shell names, such as {@code a.b}; env(1) brings them past. */
    private static List<String> withUnshellyNames(Launch launch) {
        var odd = new LinkedHashMap<String, String>(launch.environment());
        odd.keySet().removeIf(name -> SHELL_NAME.matcher(name).matches());
        if (odd.isEmpty()) {
            return launch.command();
        }
        var command = new ArrayList<>(List.of("/usr/bin/env"));
        for (Map.Entry<String, String> variable : odd.entrySet()) {
            command.add(variable.getKey() + "=" + variable.getValue());
        }
        command.addAll(launch.command());
        return command;
    }
}
