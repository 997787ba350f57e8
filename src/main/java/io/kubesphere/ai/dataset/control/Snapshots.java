package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.store.OriginStore;
import io.kubesphere.ai.dataset.store.UploadRow;
import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Uploads that are filled with what stays in a bucket, which is kept as it was said to be when they began. */
@ApplicationScoped
class Snapshots {
    private final OriginStore store;
    private final ObjectMapper json;

    Snapshots(OriginStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    void begin(UploadRow upload, String space, ImportOrigin.S3 bucket) {
        try {
            store.begin(upload.id(), space, json.writeValueAsString(bucket));
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the bucket cannot be written as JSON")
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
        try {
            return json.readValue(text, ImportOrigin.S3.class);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of the bucket is not readable")
                    .because(unreadable);
        }
    }
}
