package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.crd.Storage;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Uploads that are filled with what stays in a bucket or on a volume, which is kept as it was when they began. */
@ApplicationScoped
class Snapshots {
    private final OriginStore store;
    private final ObjectMapper json;

    Snapshots(OriginStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /** @param storage with a bucket or a volume */
    void begin(UploadRow upload, String space, Storage storage) {
        try {
            var place = storage.volume() == null ? storage.s3().source() : storage.volume();
            store.begin(upload.id(), space, json.writeValueAsString(place));
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the storage cannot be written as JSON")
                    .because(impossible);
        }
    }

    boolean isOne(UUID upload) {
        return store.bucket(upload).isPresent();
    }

    ImportOrigin.S3 bucket(UUID upload) {
        return store.bucket(upload)
                .map(this::read)
                .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "the record of the snapshot is gone"));
    }

    /** A bucket as its record has it. */
    ImportOrigin.S3 read(String text) {
        return read(text, ImportOrigin.S3.class);
    }

    /** The directory that the upload is filled from; empty when it is no volume's. */
    Optional<VolumeDirectory> volume(UUID upload) {
        return store.bucket(upload).flatMap(this::directory);
    }

    /** The directory that versions of the space were made of. */
    Optional<VolumeDirectory> volume(String space) {
        return ContentSpace.isVolume(space) ? store.place(space).flatMap(this::directory) : Optional.empty();
    }

    private Optional<VolumeDirectory> directory(String text) {
        return read(text, JsonNode.class).has("claim")
                ? Optional.of(read(text, VolumeDirectory.class))
                : Optional.empty();
    }

    private <T> T read(String text, Class<T> kind) {
        try {
            return json.readValue(text, kind);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of the storage is not readable")
                    .because(unreadable);
        }
    }
}
