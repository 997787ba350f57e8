package io.kubesphere.ai.kernel.workload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What the pods of users get from us. */
@ConfigMapping(prefix = "aip.workload")
public interface WorkloadConfig {
    /** Image that holds the agent: the service's own. */
    @WithDefault("ai-platform:latest")
    String image();

    /** Where pods reach this service; not through ks-apiserver, since they bear a run token. */
    @WithDefault("http://ai-platform.extension-ai-platform.svc:8080")
    URI serviceUrl();

    /** How long a pod may go on after its program has ended, to store the outputs. */
    @WithDefault("1h")
    Duration uploadPatience();

    /** CPU that each agent container asks for. */
    @WithDefault("50m")
    String agentCpu();

    /** Memory that each agent container asks for and may have. */
    @WithDefault("256Mi")
    String agentMemory();

    Cache cache();

    /** Inputs that a node keeps for the pods that come after. */
    interface Cache {
        /** Directory of each node; absent means that nothing is kept. */
        Optional<String> directory();

        /** How much each node keeps. */
        @WithDefault("100Gi")
        String size();
    }
}
