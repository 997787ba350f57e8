package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a container's mounts really are. Below the attempt's root directory there is a link for each, at its place.
 * {@code readOnly} is not enforced: the same directory is often writable for another container of the pod, and a process
 * that is not confined has one view of it.
 */
final class Mounts {

    private Mounts() {}

    /** The mounts by their paths; {@code variables} are what {@code subPathExpr} may refer to. */
    static Map<String, Path> of(Container container, Map<String, Path> volumes, Map<String, String> variables) {
        var mounts = new HashMap<String, Path>();
        for (var mount : container.getVolumeMounts()) {
            var path = normal(mount.getMountPath());
            if (path.equals("/")) {
                throw Problem.of(Problem.Code.INVALID, "a volume cannot be mounted at / here");
            }
            mounts.put(path, directory(mount, volumes, variables));
        }
        return Map.copyOf(mounts);
    }

    static String normal(String mountPath) {
        return Path.of("/").resolve(mountPath).normalize().toString();
    }

    private static Path directory(VolumeMount mount, Map<String, Path> volumes, Map<String, String> variables) {
        var volume = Optional.ofNullable(volumes.get(mount.getName()))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.NOT_FOUND, "the pod has no volume named \"%s\"", mount.getName()));
        var part = Optional.ofNullable(mount.getSubPathExpr())
                .filter(expression -> !expression.isEmpty())
                .map(expression -> Expansion.expand(expression, variables))
                .or(() -> Optional.ofNullable(mount.getSubPath()))
                .orElse("");
        var directory = volume.resolve(part).normalize();
        if (!directory.startsWith(volume)) {
            throw Problem.of(Problem.Code.INVALID, "subPath \"%s\" leads out of its volume", part);
        }
        return Files.exists(directory) ? directory : FileTrees.create(directory);
    }

    /** Links the mounts into a root directory, those that hold others first. */
    static void link(Map<String, Path> mounts, Path root) {
        mounts.keySet().stream().sorted().forEach(path -> link(root.resolve(path.substring(1)), mounts.get(path)));
    }

    /** A mount inside of another one is there only by its own path: making a link there would write into the volume. */
    private static void link(Path place, Path directory) {
        try {
            for (var above = place.getParent(); above != null; above = above.getParent()) {
                if (Files.isSymbolicLink(above)) {
                    return;
                }
            }
            Files.createDirectories(place.getParent());
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(place, directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mount " + directory, e);
        }
    }
}
