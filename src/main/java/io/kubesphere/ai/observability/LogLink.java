package io.kubesphere.ai.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalLong;

/**
 * A way to the same lines in another tool.
 *
 * @param tool its name, as people know it
 * @param hits lines that it will show, counted before the link was made; empty when they could not be counted, and a notice says why
 * @param scope what keeps other projects' lines from who follows it: {@code Fixed} when he cannot change it there, {@code Filter} when
 *     he can take it away
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LogLink(String tool, String url, OptionalLong hits, Scope scope, List<LogNotice> notices) {
    public LogLink {
        notices = List.copyOf(notices);
    }

    /** What the link's tenant scope is worth. */
    public enum Scope {
        Fixed,
        Filter
    }
}
