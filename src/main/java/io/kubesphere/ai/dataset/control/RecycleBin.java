package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.DeletedDataset;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.store.DatasetRow;
import io.kubesphere.ai.dataset.store.DatasetStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Deleted datasets, and the custom resources that bring them back. */
@ApplicationScoped
class RecycleBin {
    private final DatasetStore store;
    private final ObjectMapper json;
    private final Clock clock;

    RecycleBin(DatasetStore store, ObjectMapper json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    List<DeletedDataset> of(String project) {
        return restorable(project).stream().map(RecycleBin::view).toList();
    }

    private List<DatasetRow> restorable(String project) {
        return store.deletedOf(project).stream()
                .filter(row -> row.purgeAt().filter(clock.instant()::isBefore).isPresent())
                .toList();
    }

    private static DeletedDataset view(DatasetRow row) {
        return new DeletedDataset(
                row.id().toString(),
                row.name(),
                row.creator(),
                row.deletedAt().orElseThrow(),
                row.purgeAt().orElseThrow());
    }

    /** The custom resource that takes up the record again, to be created; a 404 when it is too late for that. */
    JsonNode resource(String project, String id) {
        var row = restorable(project).stream()
                .filter(deleted -> deleted.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        Problem.Code.NOT_FOUND, "project %s has no deleted dataset %s to bring back", project, id));
        var resource = json.createObjectNode();
        var metadata = resource.putObject("metadata").put("name", row.name());
        metadata.putObject("annotations").put(Dataset.RESTORES, id);
        resource.set("spec", spec(row));
        return resource;
    }

    private JsonNode spec(DatasetRow row) {
        try {
            return json.readTree(row.spec());
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of the dataset is not readable")
                    .because(unreadable);
        }
    }
}
