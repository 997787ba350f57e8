package io.kubesphere.ai.dataset;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The version that an upload is to become. */
public record NewVersion(
        @Schema(description = "Name; never given twice.", example = "v2")
                @NotNull
                @Size(min = 1, max = 63)
                @Pattern(
                        regexp = NewVersion.NAME,
                        message =
                                "must be lower-case letters, digits, '-' and '.', and begin and end with a letter or digit")
                String version,
        @Schema(description = "What is new.") @Size(max = 4096) String description,
        @Schema(description = "Tags that point to it from now on.") @Size(max = 16) List<@NotNull String> tags) {
    public static final String NAME = "[a-z0-9]([-.a-z0-9]*[a-z0-9])?";

    public NewVersion {
        description = Objects.requireNonNullElse(description, "");
        tags = Objects.requireNonNullElse(tags, List.of());
    }

    public static NewVersion named(String version) {
        return new NewVersion(version, "", List.of());
    }
}
