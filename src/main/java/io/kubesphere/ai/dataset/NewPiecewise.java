package io.kubesphere.ai.dataset;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A large file that is to arrive in pieces. */
public record NewPiecewise(
        @Schema(description = "Path in the version.", example = "images.tar") @NotNull String path,
        @Schema(description = "Bytes of the whole file.", example = "5000000000") @Min(1) @Max(NewPiecewise.LARGEST)
                long size,
        @Schema(description = "Bytes of every piece but the last; absent means that the service chooses.")
                @Min(NewPiecewise.SMALLEST_PIECE)
                @Max(NewPiecewise.LARGEST_PIECE)
                Long pieceSize) {
    static final long SMALLEST_PIECE = 5L << 20;
    static final long LARGEST_PIECE = 4L << 30;
    static final long LARGEST = 5L << 40;

    public Optional<Long> wantedPieceSize() {
        return Optional.ofNullable(pieceSize);
    }
}
