package io.kubesphere.ai.tracing.engine;

import io.kubesphere.ai.tracing.TraceQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What to look for.
 *
 * @param project whose; absent means all
 */
public record TraceSearch(Optional<String> project, TraceQuery query) {

    /** What the process of the span must be said to be, by attribute. */
    public Map<String, String> origin(String projectAttribute) {
        var wanted = new LinkedHashMap<String, String>();
        project.ifPresent(name -> wanted.put(projectAttribute, name));
        query.application().ifPresent(name -> wanted.put(Origin.APPLICATION, name));
        query.run().ifPresent(name -> wanted.put(Origin.RUN, name));
        return wanted;
    }
}
