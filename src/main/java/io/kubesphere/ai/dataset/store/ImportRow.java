package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.dataset.DatasetImport.Progress;
import io.kubesphere.ai.dataset.DatasetImport.State;
import io.kubesphere.ai.dataset.UploadName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of an import.
 *
 * @param request as it came, as JSON
 * @param place project and name of its dataset
 */
public record ImportRow(
        UUID id,
        UUID datasetId,
        UUID uploadId,
        Place place,
        String request,
        String creator,
        Instant createdAt,
        Optional<Instant> finishedAt,
        Course course,
        Progress progress) {

    /** The upload that the import fills. */
    public UploadName upload() {
        return new UploadName(place.project(), place.dataset(), uploadId.toString());
    }

    /** A dataset by its name. */
    public record Place(String project, String dataset) {}

    /** How it stands with it. */
    public record Course(State state, String message, int attempts, Instant nextAt) {
        public static final Course BEGUN = new Course(State.Waiting, "", 0, Instant.EPOCH);
    }
}
