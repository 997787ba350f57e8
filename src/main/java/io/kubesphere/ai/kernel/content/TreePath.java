package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Paths inside a tree of files: relative, safe on every file system, and distinct on those that ignore case. */
public final class TreePath {
    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_NAME = 255;

    private TreePath() {}

    /** What is wrong with a path; empty when nothing is. */
    public static Optional<String> fault(String path) {
        if (path.isEmpty() || path.length() > LONGEST_PATH) {
            return Optional.of("must have 1 to " + LONGEST_PATH + " characters");
        }
        if (path.startsWith("/") || path.contains("\\")) {
            return Optional.of("must be relative, with / between its parts");
        }
        if (path.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return Optional.of("must not have control characters");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            return Optional.of("must be in Unicode normal form C");
        }
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.length() > LONGEST_NAME) {
                return Optional.of("must not have empty, '.', '..' or very long parts");
            }
        }
        return Optional.empty();
    }

    /** A 422 that names the first unsafe path, or two that are one on a file system that ignores case. */
    public static void requireDistinct(Collection<String> paths) {
        var seen = new HashMap<String, String>();
        for (var path : paths) {
            fault(path).ifPresent(fault -> {
                throw refused(path, fault);
            });
            var before = seen.put(path.toLowerCase(Locale.ROOT), path);
            if (before != null) {
                throw refused(path, "collides with " + before);
            }
        }
    }

    private static Problem refused(String path, String why) {
        var shown = path.length() > 100 ? path.substring(0, 100) + "…" : path;
        return Problem.invalid("path", List.of(Problem.Cause.invalid(shown, why)));
    }
}
