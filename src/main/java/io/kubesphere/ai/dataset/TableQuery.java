package io.kubesphere.ai.dataset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question about one table file. */
public record TableQuery(
        @Schema(description = "Path of the file.", example = "train.csv") @NotNull String path,
        @Schema(
                        description = "SQL as DuckDB has it; the file is the view data.",
                        example = "SELECT label, count(*) FROM data GROUP BY label")
                @NotNull
                @Size(min = 1, max = 16384)
                String sql,
        @Schema(description = "Most rows of the answer; absent means 100.") @Min(1) @Max(10_000) Integer rows) {

    public int mostRows() {
        return Optional.ofNullable(rows).orElse(100);
    }
}
