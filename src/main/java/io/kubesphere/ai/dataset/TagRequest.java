package io.kubesphere.ai.dataset;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a tag is to point. */
public record TagRequest(
        @Schema(description = "Tag: 1 to 63 characters, none of them / or :.", example = "golden")
                @NotNull
                @Size(min = 1, max = 63)
                String name,
        @Schema(description = "Version to point to.", example = "v2") @NotNull @Size(min = 1, max = 63)
                String version) {}
