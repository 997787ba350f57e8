package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kubesphere.ai.kernel.auth.RunIdentity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;

/** What a pod that reads a volume asks and tells. By its token it speaks for one import of its own project. */
public interface VolumeReports {
    /**
     * What to look at.
     *
     * @param directory of the volume; empty means all of it
     * @param listed whether its files are known, so that only digests are missing
     */
    record Wanted(String directory, boolean listed) {}

    /** Some files. */
    record Listing(@NotNull @Size(max = 1000) List<@NotNull @Valid Found> files) {}

    /**
     * A file that is there.
     *
     * @param stamp changes with the content; empty while it may not
     */
    record Found(
            @NotNull @Size(min = 1, max = 1024) String path,
            @Min(0) long size,
            @NotNull @Size(max = 200) String stamp) {}

    /** Some digests. */
    record Readings(@NotNull @Size(max = 1000) List<@NotNull @Valid Read> files) {}

    /** A file that has been read. */
    record Read(
            @NotNull @Size(min = 1, max = 1024) String path,
            @Min(0) long size,
            @NotNull @Size(max = 200) String stamp,
            @NotNull @Size(max = 71) String digest) {}

    /** Some of the files whose digests are missing, in the order of paths; {@code next} leads to more. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Pending(List<Found> files, Optional<String> next) {}

    Wanted wanted(RunIdentity pod);

    /** Forgets an earlier listing. */
    void beginListing(RunIdentity pod);

    void list(RunIdentity pod, Listing files);

    void endListing(RunIdentity pod);

    Pending pending(RunIdentity pod, String after);

    /** Takes digests; again is harmless. */
    void read(RunIdentity pod, Readings files);
}
