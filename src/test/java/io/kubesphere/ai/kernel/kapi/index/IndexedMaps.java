package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Config maps stand for any kind: their data holds a phase, an owner and a score. */
final class IndexedMaps {
    static final List<String> PHASES = List.of("Queued", "Running", "Succeeded", "Failed");
    static final List<String> TEAMS = List.of("vision", "risk", "speech");
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private IndexedMaps() {}

    static ObjectIndex<ConfigMap> index() {
        return IndexShape.of(ConfigMap.class)
                .filterable("status.phase", map -> data(map, "phase"))
                .filterable("spec.owner", map -> data(map, "owner"))
                .sortable("status.score", map -> data(map, "score").map(Integer::valueOf))
                .build();
    }

    static Optional<String> data(ConfigMap map, String key) {
        return Optional.ofNullable(map.getData().get(key));
    }

    static ConfigMap random(Random random, int namespaces, int names, long version) {
        var namespace = "project-" + random.nextInt(namespaces);
        var name = "run-" + Integer.toString(random.nextInt(names), 36);
        var builder = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-" + namespace + "-" + name + "-" + version)
                .withResourceVersion(Long.toString(version))
                .withCreationTimestamp(EPOCH.plusSeconds(random.nextInt(names)).toString())
                .addToLabels("team", TEAMS.get(random.nextInt(TEAMS.size())))
                .addToLabels("unique", "u" + version)
                .endMetadata()
                .addToData("owner", "user-" + random.nextInt(20));
        if (random.nextInt(5) > 0) {
            builder.addToData("phase", PHASES.get(random.nextInt(PHASES.size())));
        }
        if (random.nextInt(3) > 0) {
            builder.addToData("score", Integer.toString(random.nextInt(100)));
        }
        if (random.nextInt(4) == 0) {
            builder.editMetadata().addToLabels("archived", "").endMetadata();
        }
        return builder.build();
    }
}
