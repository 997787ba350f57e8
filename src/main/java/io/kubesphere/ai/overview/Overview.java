package io.kubesphere.ai.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scope in one look.
 *
 * @param time of the promises; each measured figure has its own
 * @param source who measures use: {@code prometheus}, {@code metrics.k8s.io} or {@code none}
 * @param notices what is not as it should be, e.g. that Prometheus does not answer
 * @param phases jobs that are there, by phase
 * @param idle empty and with a notice where nobody measures cards
 * @param freeBlocks what could start now, by card model
 */
public record Overview(
        Instant time,
        String source,
        List<Notice> notices,
        List<Ring> rings,
        List<Table> tables,
        Map<String, Long> phases,
        Waiting waiting,
        List<JobLine> stalled,
        List<IdleGpu> idle,
        List<FreeBlock> freeBlocks) {

    /** Something that keeps figures from being there or from being whole. */
    public record Notice(String reason, String message) {}

    /**
     * Jobs that wait.
     *
     * @param depth how many there are
     * @param cards that they ask for together
     * @param oldest the longest waiting first
     */
    public record Waiting(long depth, long cards, List<JobLine> oldest) {}

    /** A job as a line of a list. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record JobLine(
            String namespace,
            String name,
            String phase,
            String reason,
            String message,
            @Schema(implementation = String.class) Optional<String> owner,
            Instant since) {}

    /**
     * A pod that holds cards and has not used them.
     *
     * @param cards that it holds
     * @param peak the most that it used in the window, in cards
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record IdleGpu(
            String namespace,
            String pod,
            String machine,
            @Schema(implementation = String.class) Optional<String> application,
            @Schema(implementation = String.class) Optional<String> owner,
            Figure cards,
            Figure peak,
            String window) {}
}
