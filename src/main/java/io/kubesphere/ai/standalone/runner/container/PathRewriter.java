package io.kubesphere.ai.standalone.runner.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts real directories in the place of a container's paths, which a process that is not confined cannot see. A mount path
 * is recognised where a path begins ({@code --data=/aip/inputs/x}, {@code /a:/b}), never inside a longer one; so is a
 * directory above mounts, which stands for the container's own, but only by itself. What a program has built in, or reads
 * from a file, stays as it is.
 */
final class PathRewriter {

    private static final String BEGINS = "(?<![A-Za-z0-9._~$})/-])";
    private static final String BEGINS_IN_URL = "(?<=file://)";
    private static final String MOUNT_ENDS = "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])";
    private static final String PARENT_ENDS = "(?=/?(?:[^A-Za-z0-9._/-]|$))";

    private final Map<String, Path> mounts;
    private final Map<String, String> replacements = new HashMap<>();
    private final Optional<Pattern> pattern;

    /**
     * @param mounts what the volumes are mounted at
     * @param files single files beside the volumes; the directories above them are the machine's
     * @param root the directory that holds links to the mounts at their places
     */
    PathRewriter(Map<String, Path> mounts, Map<String, Path> files, Path root) {
        this.mounts = Map.copyOf(mounts);
        files.forEach((path, file) -> replacements.put(path, file.toString()));
        mounts.forEach((path, directory) -> replacements.put(path, directory.toString()));
        var alternatives = new ArrayList<String>();
        longestFirst(List.copyOf(replacements.keySet()))
                .forEach(path -> alternatives.add(Pattern.quote(path) + MOUNT_ENDS));
        for (var parent : longestFirst(parents())) {
            replacements.put(parent, root + parent);
            alternatives.add(Pattern.quote(parent) + PARENT_ENDS);
        }
        this.pattern = alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        "(?:" + BEGINS + "|" + BEGINS_IN_URL + ")(?:" + String.join("|", alternatives) + ")"));
    }

    private List<String> parents() {
        return mounts.keySet().stream()
                .flatMap(path -> parentsOf(path).stream())
                .distinct()
                .filter(parent -> !mounts.containsKey(parent))
                .collect(Collectors.toList());
    }

    private static List<String> parentsOf(String path) {
        var parents = new ArrayList<String>();
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            parents.add(path.substring(0, slash));
        }
        return parents;
    }

    private static List<String> longestFirst(List<String> paths) {
        return paths.stream()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    String rewrite(String text) {
        if (pattern.isEmpty() || text.indexOf('/') < 0) {
            return text;
        }
        var matcher = pattern.get().matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(replacements.get(found.group())));
    }

    /** The real directory of a path that lies in a mount. */
    Optional<Path> inMount(String path) {
        return mounts.keySet().stream()
                .filter(mount -> path.equals(mount) || path.startsWith(mount + "/"))
                .max(Comparator.comparing(String::length))
                .map(mount ->
                        mounts.get(mount).resolve(path.substring(mount.length()).replaceFirst("^/+", "")));
    }
}
