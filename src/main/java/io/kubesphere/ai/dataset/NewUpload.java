package io.kubesphere.ai.dataset;

import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an upload begins with. */
public record NewUpload(
        @Schema(description = "Version whose files it begins with; absent means none.", example = "v1") @Size(max = 63)
                String base) {

    public Optional<String> baseVersion() {
        return Optional.ofNullable(base).filter(name -> !name.isEmpty());
    }
}
