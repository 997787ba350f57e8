package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Volume;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pod's volumes as directories. An {@code emptyDir} goes with the pod, whatever its medium and size limit say; a claim's
 * directory stays; files made from objects are brought up to date by calling {@link #prepare} again.
 */
public final class PodVolumes {

    private static final int ANYBODY_MAY_WRITE = 0777;

    private final ConfigSource source;
    private final TokenSource tokens;
    private final ClaimSource claims;

    public PodVolumes(ConfigSource source, TokenSource tokens, ClaimSource claims) {
        this.source = source;
        this.tokens = tokens;
        this.claims = claims;
    }

    /** Each volume's directory by name; a Problem in a kubelet's words when one cannot be had yet. */
    public Map<String, Path> prepare(PodContext context) {
        var directories = new HashMap<String, Path>();
        for (var volume : context.pod().getSpec().getVolumes()) {
            try {
                directories.put(volume.getName(), prepare(context, volume));
            } catch (Problem cause) {
                throw Problem.of(
                                cause.code(),
                                "MountVolume.SetUp failed for volume \"%s\" : %s",
                                volume.getName(),
                                cause.getMessage())
                        .because(cause);
            }
        }
        return Map.copyOf(directories);
    }

    /** The directories of those volumes that are there, up to date or not: for containers that run already. */
    public Map<String, Path> existing(PodContext context) {
        var directories = new HashMap<String, Path>();
        for (var volume : context.pod().getSpec().getVolumes()) {
            var own = context.directory().volumes().resolve(volume.getName());
            var claim = Optional.ofNullable(volume.getPersistentVolumeClaim())
                    .flatMap(source -> claims.directory(context.namespace(), source.getClaimName()));
            var host = Optional.ofNullable(volume.getHostPath()).map(source -> Path.of(source.getPath()));
            directories.put(volume.getName(), claim.or(() -> host).orElse(own));
        }
        return Map.copyOf(directories);
    }

    private Path prepare(PodContext context, Volume volume) {
        var own = context.directory().volumes().resolve(volume.getName());
        if (Projections.isProjected(volume)) {
            new ProjectedDirectory(own).write(new Projections(context, source, tokens).files(volume));
            return own;
        }
        if (volume.getPersistentVolumeClaim() != null) {
            var claim = volume.getPersistentVolumeClaim().getClaimName();
            return claims.directory(context.namespace(), claim)
                    .orElseThrow(() ->
                            Problem.of(Problem.Code.NOT_FOUND, "persistentvolumeclaim \"%s\" is not bound", claim));
        }
        if (volume.getHostPath() != null) {
            return Path.of(volume.getHostPath().getPath());
        }
        if (volume.getEmptyDir() != null) {
            return empty(own);
        }
        throw Problem.of(
                Problem.Code.INVALID,
                "the stand-alone environment knows emptyDir, configMap, secret, projected, downwardAPI,"
                        + " persistentVolumeClaim and hostPath volumes");
    }

    private static Path empty(Path directory) {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        FileTrees.create(directory);
        try {
            return Files.setPosixFilePermissions(directory, ProjectedDirectory.permissions(ANYBODY_MAY_WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + directory + " for everybody", e);
        }
    }
}
