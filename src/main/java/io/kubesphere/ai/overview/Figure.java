package io.kubesphere.ai.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A number that says what it counts and how old it is, or why it is not there.
 *
 * @param time when it was measured; of a sum, its oldest part
 * @param missing in CamelCase, why there is no value
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Figure(
        @Schema(
                        implementation = BigDecimal.class,
                        description = "Absent when nobody knows; never zero for that reason.")
                Optional<BigDecimal> value,
        String unit,
        @Schema(implementation = Instant.class) Optional<Instant> time,
        @Schema(implementation = String.class) Optional<String> missing) {

    /** What is known of a measure, as of a time. */
    public static Figure of(Measure measure, OptionalLong amount, Reading reading) {
        if (amount.isEmpty()) {
            return missing(measure, reading.missing());
        }
        var value = measure.inUnits(amount.getAsLong());
        return new Figure(Optional.of(value), measure.unit(), reading.time(), Optional.empty());
    }

    public static Figure missing(Measure measure, String reason) {
        return new Figure(Optional.empty(), measure.unit(), Optional.empty(), Optional.of(reason));
    }

    /**
     * Where figures come from.
     *
     * @param time of the measurement
     * @param missing why a figure is not there, for those that are not
     */
    public record Reading(Optional<Instant> time, String missing) {}
}
