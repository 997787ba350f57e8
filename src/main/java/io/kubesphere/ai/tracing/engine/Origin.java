package io.kubesphere.ai.tracing.engine;

import java.util.Map;
import java.util.Optional;

/** Where a span comes from, by what is said of the process that made it and not of the span itself. */
public record Origin(
        Optional<String> project, Optional<String> pod, Optional<String> application, Optional<String> run) {
    /** Written by our environment variables, or lifted from the pod's labels by the collector. */
    public static final String APPLICATION = "aip.application";

    public static final String RUN = "aip.run";
    public static final String POD = "k8s.pod.name";

    /** @param resource attributes of the process */
    public static Origin of(Map<String, String> resource, String projectAttribute) {
        return new Origin(
                Optional.ofNullable(resource.get(projectAttribute)),
                Optional.ofNullable(resource.get(POD)),
                Optional.ofNullable(resource.get(APPLICATION)),
                Optional.ofNullable(resource.get(RUN)));
    }
}
