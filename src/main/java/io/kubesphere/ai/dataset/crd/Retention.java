package io.kubesphere.ai.dataset.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.time.Duration;
import java.util.Objects;

/** How long things are kept that nobody wants any more. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Retention(
        @JsonPropertyDescription(
                        "Days in which the deletion of a version, or of the whole dataset, can be undone; then its files are"
                                + " removed.")
                @Default("7")
                @Min(0)
                @Max(3650)
                Integer deletedDays) {
    public static final Retention DEFAULT = new Retention(7);

    public Retention {
        deletedDays = Objects.requireNonNullElse(deletedDays, 7);
    }

    public Duration deleted() {
        return Duration.ofDays(deletedDays);
    }
}
