package io.kubesphere.ai.standalone.runner.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a program as a shell would, so that its absence is known before anything is started. */
public final class Executables {

    private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private Executables() {}

    /** @param path the value of PATH in the program's environment */
    public static Optional<Path> find(String program, String path, Path directory) {
        try {
            if (program.contains("/")) {
                return Optional.of(directory.resolve(program)).filter(Executables::canRun);
            }
            return SEPARATOR
                    .splitAsStream(path)
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> directory.resolve(entry).resolve(program))
                    .filter(Executables::canRun)
                    .findFirst();
        } catch (InvalidPathException unnameable) {
            return Optional.empty();
        }
    }

    private static boolean canRun(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
