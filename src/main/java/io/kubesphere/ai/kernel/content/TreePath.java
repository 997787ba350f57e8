package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Paths inside a tree of files: relative, safe on every file system, and distinct on those that ignore case. */
public final class TreePath {
    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_NAME = 255;

    /**
     * The order of manifests: by code points, which is also that of UTF-8 bytes and of PostgreSQL's collation C.
     * {@code String} itself orders by UTF-16 units, which differs beyond the basic plane.
     */
    public static final Comparator<String> ORDER = TreePath::compare;

    private TreePath() {}

    private static int compare(String a, String b) {
        var shared = Math.min(a.length(), b.length());
        for (var i = 0; i < shared; i++) {
            var left = a.charAt(i);
            var right = b.charAt(i);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** How a file system that ignores case sees the path: two paths with one folded form cannot both exist there. */
    public static String folded(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    /** The path in Unicode normal form C, which is the one kept; clients on some systems send another. */
    public static String normalized(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    /** The path itself, or a 422 that says what is wrong with it. */
    public static String require(String path) {
        fault(path).ifPresent(fault -> {
            throw refused(path, fault);
        });
        return path;
    }

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
            var before = seen.put(folded(require(path)), path);
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
