package io.kubesphere.ai.training;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a program says about a model it made (MLflow 3). The model's files are no part of it: they are an output of the
 * run when the program writes them there.
 *
 * @param source id of the run or child run that made it
 * @param status as the program claims: PENDING, READY or UPLOAD_FAILED
 */
public record LoggedModel(
        String id,
        Optional<String> source,
        String name,
        String type,
        Status status,
        Map<String, String> parameters,
        Map<String, String> tags,
        Instant createdAt,
        Instant updatedAt) {
    public LoggedModel {
        parameters = Map.copyOf(parameters);
        tags = Map.copyOf(tags);
    }

    /** How far the program has come with it. */
    public enum Status {
        PENDING,
        READY,
        UPLOAD_FAILED
    }

    /** A logged model that a run has read or made. */
    public record Link(String model, Role role, long step) {}

    /** What a run has to do with a logged model. */
    public enum Role {
        INPUT,
        OUTPUT
    }
}
