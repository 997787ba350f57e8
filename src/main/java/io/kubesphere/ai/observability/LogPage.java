package io.kubesphere.ai.observability;

import java.util.List;

/**
 * Some lines and gaps in reading order.
 *
 * @param before cursor in front of the first, for the page before
 * @param behind cursor behind the last, for the page after
 */
public record LogPage(List<LogEvent> events, String before, String behind, boolean hasEarlier, boolean hasLater) {
    public LogPage {
        events = List.copyOf(events);
    }
}
