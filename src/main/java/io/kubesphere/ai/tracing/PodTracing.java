package io.kubesphere.ai.tracing;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What programs in our pods need so that their spans reach the operator's collector and are known as theirs. */
public interface PodTracing {

    /**
     * The pods of one run.
     *
     * @param labels that they bear, ours among them
     * @param container that runs the program
     * @param parent W3C trace context of the request that submitted it
     */
    record TracedRun(
            String project, String name, Map<String, String> labels, String container, Optional<String> parent) {}

    /**
     * Variables of OpenTelemetry's SDKs; none without a collector. The same run always gets the same.
     *
     * @param taken names that are set otherwise, which are left alone
     */
    List<EnvVar> variables(TracedRun run, Set<String> taken);
}
