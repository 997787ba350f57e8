package io.kubesphere.ai.training.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import io.kubesphere.ai.kernel.workload.Phase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the platform found; written by the reconciler alone. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrainingJobStatus(
        @JsonPropertyDescription("Generation of the spec that this status is about.") Long observedGeneration,
        @JsonPropertyDescription("Summary of the conditions in one word.") Phase phase,
        @JsonPropertyDescription("Why it is in this phase, in CamelCase; see docs/guide/phases.md.") @Size(max = 128)
                String reason,
        @JsonPropertyDescription("Why it is in this phase, in one sentence.") @Size(max = 4096) String message,
        @JsonPropertyDescription("What to do now; absent when there is nothing to do.") @Size(max = 1024)
                String nextStep,
        @JsonPropertyDescription("The engine's object, once it was made.") EngineObject engineObject,
        @JsonPropertyDescription("What was resolved before it started.") Resolved resolved,
        @JsonPropertyDescription("Workers, counted.") WorkerCounts workers,
        @JsonPropertyDescription("When the first worker started, RFC 3339.") @Size(max = 40) String startTime,
        @JsonPropertyDescription("When it ended, RFC 3339.") @Size(max = 40) String completionTime,
        @JsonPropertyDescription("Outputs that are stored.") @Size(max = 64) List<StoredOutput> outputs,
        @JsonPropertyDescription("Accepted, Recorded, Running and Complete, with reasons.") @Size(max = 8)
                List<StatusCondition> conditions) {

    /** What was made to run the job. */
    public record EngineObject(
            @JsonPropertyDescription("Engine as in spec.engine, never Auto.") @Required @Size(max = 63) String engine,
            @JsonPropertyDescription("API version of the object.") @Required @Size(max = 63) String apiVersion,
            @JsonPropertyDescription("Kind of the object.") @Required @Size(max = 63) String kind,
            @JsonPropertyDescription("Name of the object.") @Required @Size(max = 63) String name,
            @JsonPropertyDescription("Uid of the object.") @Required @Size(max = 63) String uid) {}

    /** Digests of what runs. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Resolved(
            @JsonPropertyDescription("Digest of the algorithm version.") @Size(max = 71) String algorithm,
            @JsonPropertyDescription("Digests of the inputs.") @Size(max = 32) List<NamedDigest> inputs) {
        public Resolved {
            inputs = Objects.requireNonNullElse(inputs, List.of());
        }
    }

    /** The digest of something named. */
    public record NamedDigest(
            @JsonPropertyDescription("Its name in the job.") @Size(max = 63) String name,
            @JsonPropertyDescription("Its digest, as sha256:<hex>.") @Size(max = 71) String digest) {}

    /** Workers, counted. */
    public record WorkerCounts(
            @JsonPropertyDescription("Wanted at the same time.") int wanted,
            @JsonPropertyDescription("Running.") int running,
            @JsonPropertyDescription("Ended well.") int succeeded,
            @JsonPropertyDescription("Failed so far.") int failed) {}

    /** An output in the object store. */
    public record StoredOutput(
            @JsonPropertyDescription("Name of the output.") @Size(max = 63) String name,
            @JsonPropertyDescription("Digest of its manifest, as sha256:<hex>.") @Size(max = 71) String digest,
            @JsonPropertyDescription("Number of files.") long files,
            @JsonPropertyDescription("Size of all files together.") long bytes) {}

    public TrainingJobStatus {
        outputs = Objects.requireNonNullElse(outputs, List.of());
        conditions = Objects.requireNonNullElse(conditions, List.of());
    }

    public Optional<EngineObject> engineMade() {
        return Optional.ofNullable(engineObject);
    }

    public Optional<WorkerCounts> counts() {
        return Optional.ofNullable(workers);
    }

    public Optional<Resolved> resolution() {
        return Optional.ofNullable(resolved);
    }
}
