package io.kubesphere.ai.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a pod's log, from wherever it is kept.
 *
 * @param id that no other line of the same store has
 * @param level as its writer spelled it; empty when nobody took it out of the text
 * @param application and {@code run}: the labels of its pod, empty when they were not kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FoundLine(
        String id,
        Instant time,
        String namespace,
        String pod,
        String container,
        Optional<String> level,
        @JsonInclude(JsonInclude.Include.ALWAYS) String text,
        Optional<String> application,
        Optional<String> run) {

    /** As a line of a text file that holds the lines of several pods. */
    public String asText() {
        return time + " " + namespace + "/" + pod + "/" + container + " " + text.replace("\n", "\n  ") + "\n";
    }
}
