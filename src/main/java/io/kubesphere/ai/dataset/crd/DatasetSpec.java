package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import java.util.Optional;

/** What the owner of a dataset wants. Its versions are not part of it: they are made by uploads. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.storage) == has(oldSelf.storage)"
                + " && (!has(self.storage) || has(self.storage.s3) == has(oldSelf.storage.s3))",
        message = "where a dataset has its files never changes; make another dataset",
        fieldPath = ".storage")
@ValidationRule(
        value = "!has(self.storage) || !has(self.storage.volume) || !has(self.sharing)"
                + " || self.sharing.scope == 'Project'",
        message = "a volume is mounted by pods of its own project only, so a dataset on one cannot be shared further",
        fieldPath = ".sharing")
public record DatasetSpec(
        @JsonPropertyDescription("Name for people.") @Size(max = 256) String title,
        @JsonPropertyDescription("What is in it and where it comes from, as Markdown.") @Size(max = 16384)
                String description,
        @JsonPropertyDescription("What the files hold; decides how they are shown.") @Default("Generic")
                DatasetKind kind,
        @JsonPropertyDescription(
                        "Where its files lie, when that is not the platform's own object store; set when it is made.")
                Storage storage,
        @JsonPropertyDescription("Who may read it.") Sharing sharing,
        @JsonPropertyDescription("How long deleted things can be brought back.") Retention retention) {
    public DatasetSpec {
        kind = Objects.requireNonNullElse(kind, DatasetKind.Generic);
        sharing = Objects.requireNonNullElse(sharing, Sharing.PROJECT);
        retention = Objects.requireNonNullElse(retention, Retention.DEFAULT);
    }

    /** The bucket in which its files stay. */
    public Optional<ExternalBucket> externalBucket() {
        return Optional.ofNullable(storage).map(Storage::s3);
    }

    /** The directory of a volume in which its files stay. */
    public Optional<VolumeDirectory> volume() {
        return Optional.ofNullable(storage).map(Storage::volume);
    }

    /** Whether its files stay where they are: nothing is sent to it, and its versions are snapshots. */
    public boolean staysOutside() {
        return storage != null;
    }
}
