package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of volumes that are made from ConfigMaps, Secrets, tokens and the pod itself. */
record Projections(PodContext context, ConfigSource source, TokenSource tokens) {

    private static final int DEFAULT_MODE = 0644;

    static boolean isProjected(Volume volume) {
        return volume.getConfigMap() != null
                || volume.getSecret() != null
                || volume.getDownwardAPI() != null
                || volume.getProjected() != null;
    }

    List<ProjectedDirectory.File> files(Volume volume) {
        if (volume.getConfigMap() != null) {
            var map = volume.getConfigMap();
            var entries = lookup().configMap(map.getName(), map.getOptional());
            return files(entries, map.getItems(), mode(map.getDefaultMode()));
        }
        if (volume.getSecret() != null) {
            var secret = volume.getSecret();
            var entries = lookup().secret(secret.getSecretName(), secret.getOptional());
            return files(entries, secret.getItems(), mode(secret.getDefaultMode()));
        }
        if (volume.getDownwardAPI() != null) {
            var fields = volume.getDownwardAPI();
            return downward(fields.getItems(), mode(fields.getDefaultMode()));
        }
        return projected(volume.getProjected());
    }

    private static int mode(Integer given) {
        return Optional.ofNullable(given).orElse(DEFAULT_MODE);
    }

    private List<ProjectedDirectory.File> projected(ProjectedVolumeSource projected) {
        var files = new ArrayList<ProjectedDirectory.File>();
        for (var part : projected.getSources()) {
            files.addAll(projected(part, mode(projected.getDefaultMode())));
        }
        return files;
    }

    private List<ProjectedDirectory.File> projected(VolumeProjection part, int mode) {
        if (part.getConfigMap() != null) {
            var map = part.getConfigMap();
            return files(lookup().configMap(map.getName(), map.getOptional()), map.getItems(), mode);
        }
        if (part.getSecret() != null) {
            var secret = part.getSecret();
            return files(lookup().secret(secret.getName(), secret.getOptional()), secret.getItems(), mode);
        }
        if (part.getDownwardAPI() != null) {
            return downward(part.getDownwardAPI().getItems(), mode);
        }
        if (part.getServiceAccountToken() != null) {
            var wish = part.getServiceAccountToken();
            var token = tokens.token(context.pod(), wish).getBytes(StandardCharsets.UTF_8);
            return List.of(new ProjectedDirectory.File(wish.getPath(), token, mode));
        }
        throw Problem.of(
                Problem.Code.INVALID,
                "the stand-alone environment projects ConfigMaps, Secrets, the downward API and service account tokens,"
                        + " but has no certificates to give");
    }

    private static List<ProjectedDirectory.File> files(Map<String, byte[]> entries, List<KeyToPath> items, int mode) {
        var files = new ArrayList<ProjectedDirectory.File>();
        if (items == null || items.isEmpty()) {
            new TreeMap<>(entries)
                    .forEach((key, content) -> files.add(new ProjectedDirectory.File(key, content, mode)));
            return files;
        }
        for (var item : items) {
            var content = Optional.ofNullable(entries.get(item.getKey()))
                    .orElseThrow(() -> Problem.of(
                            Problem.Code.NOT_FOUND, "references non-existent config key: %s", item.getKey()));
            var own = Optional.ofNullable(item.getMode()).orElse(mode);
            files.add(new ProjectedDirectory.File(item.getPath(), content, own));
        }
        return files;
    }

    private List<ProjectedDirectory.File> downward(List<DownwardAPIVolumeFile> items, int mode) {
        var fields = new DownwardFields(context);
        var files = new ArrayList<ProjectedDirectory.File>();
        for (var item : items) {
            var text = item.getFieldRef() != null
                    ? fields.field(item.getFieldRef())
                    : fields.resource(item.getResourceFieldRef(), new Container());
            var own = Optional.ofNullable(item.getMode()).orElse(mode);
            files.add(new ProjectedDirectory.File(item.getPath(), text.getBytes(StandardCharsets.UTF_8), own));
        }
        return files;
    }

    private ConfigLookup lookup() {
        return new ConfigLookup(source, context.namespace());
    }
}
