package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.DatasetRow;
import io.kubesphere.ai.dataset.store.DatasetStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The records behind the custom resources; the first who asks has one made. */
@ApplicationScoped
class DatasetRecords {
    private static final int MOST_KNOWN = 10_000;
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DatasetStore store;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, UUID> known = new ConcurrentHashMap<>();

    DatasetRecords(DatasetStore store, ObjectMapper json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /** Asked with every file, and the record that a resource has got stays its own. */
    UUID id(Dataset dataset) {
        var uid = dataset.getMetadata().getUid();
        var found = known.get(uid);
        if (found != null) {
            return found;
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        var id = of(dataset).id();
        known.put(uid, id);
        return id;
    }

    DatasetRow of(Dataset dataset) {
        var meta = dataset.getMetadata();
        return store.byUid(meta.getUid()).orElseGet(() -> {
            var annotations = Objects.requireNonNullElse(meta.getAnnotations(), Map.<String, String>of());
            var restores = Optional.ofNullable(annotations.get(Dataset.RESTORES))
                    .filter(id -> UID.matcher(id).matches())
                    .map(UUID::fromString);
            return store.ensure(row(dataset, annotations), restores);
        });
    }

    private DatasetRow row(Dataset dataset, Map<String, String> annotations) {
        var meta = dataset.getMetadata();
        return new DatasetRow(
                UUID.randomUUID(),
                meta.getUid(),
                meta.getNamespace(),
                meta.getName(),
                annotations.getOrDefault(Labels.CREATOR, ""),
                Optional.ofNullable(meta.getCreationTimestamp())
                        .map(Instant::parse)
                        .orElseGet(clock::instant),
                text(dataset),
                Optional.empty(),
                Optional.empty());
    }

    /** Notes the deletion; what was said about retention last counts. */
    void deleted(Dataset dataset) {
        var unused = of(dataset);
        var now = clock.instant();
        var until = now.plus(dataset.getSpec().retention().deleted());
        store.deleted(dataset.getMetadata().getUid(), text(dataset), now, until);
    }

    private String text(Dataset dataset) {
        try {
            return json.writeValueAsString(dataset.getSpec());
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the dataset cannot be written as JSON")
                    .because(impossible);
        }
    }
}
