package io.kubesphere.ai.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many lines there were when.
 *
 * @param stepSeconds length of a bucket
 * @param total of all buckets
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LogHistogram(
        String source,
        Instant from,
        Instant to,
        long stepSeconds,
        @JsonInclude(JsonInclude.Include.ALWAYS) long total,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Bucket> buckets,
        List<LogNotice> notices) {
    /** Level of lines that tell none. */
    public static final String UNKNOWN = "unknown";

    public LogHistogram {
        buckets = List.copyOf(buckets);
        notices = List.copyOf(notices);
    }

    /**
     * @param time when it begins
     * @param levels lines by level; levels without a line are left out
     */
    public record Bucket(Instant time, long count, Map<String, Long> levels) {
        public Bucket {
            levels = Map.copyOf(levels);
        }
    }
}
