package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version that is to be fetched. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewImport(
        @Schema(description = "Where the files come from.") @NotNull @Valid ImportOrigin source,
        @Schema(description = "Name of the version that is made; never given twice.", example = "v1")
                @NotNull
                @Size(min = 1, max = 63)
                @Pattern(
                        regexp = NewVersion.NAME,
                        message =
                                "must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit")
                String version,
        @Schema(description = "What is new.") @Size(max = 4096) String description,
        @Schema(description = "Tags that point to it from then on.") @Size(max = 16) List<@NotNull String> tags,
        @Schema(description = "Version whose files it begins with; absent means none.", example = "v0") @Size(max = 63)
                String base,
        @Schema(description = "Where the files go; absent means the root.", example = "2026") @Size(max = 1024)
                String directory,
        @Schema(description = "Whether zip, tar, tar.gz and tar.zst are unpacked on arrival.") Boolean unpack) {
    public NewImport {
        description = Objects.requireNonNullElse(description, "");
        tags = Objects.requireNonNullElse(tags, List.of());
        base = Objects.requireNonNullElse(base, "");
        directory = Objects.requireNonNullElse(directory, "");
        unpack = Boolean.TRUE.equals(unpack);
    }

    public NewVersion wantedVersion() {
        return new NewVersion(version, description, tags);
    }

    /** The same without anything secret. */
    public NewImport shown() {
        return new NewImport(source.shown(), version, description, tags, base, directory, unpack);
    }
}
