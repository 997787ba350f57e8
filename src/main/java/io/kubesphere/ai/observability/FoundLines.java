package io.kubesphere.ai.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A page of lines.
 *
 * @param source who keeps them: the product's name, {@code archive}, or {@code none} where there is nobody
 * @param next cursor of the page that follows; empty on the last
 * @param notices why lines may be missing; empty when none are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FoundLines(
        String source,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<FoundLine> items,
        Optional<String> next,
        List<LogNotice> notices) {
    public FoundLines {
        items = List.copyOf(items);
        notices = List.copyOf(notices);
    }
}
