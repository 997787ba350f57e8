package io.kubesphere.ai.overview.engine.prometheus;

import io.kubesphere.ai.kernel.outbound.BackendConfig;
import io.kubesphere.ai.overview.PlaneNames;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which Prometheus, if any; whatever speaks its HTTP API will do. */
@ConfigMapping(prefix = "aip.overview.prometheus")
public interface PrometheusConfig extends BackendConfig {

    /** Where the figures are made of samples. */
    enum Rules {
        /** In our questions: nothing to install, and each question costs more the larger the cluster is. */
        INLINE,
        /** In Prometheus, by the recording rules of our chart. */
        RECORDED
    }

    @WithDefault("inline")
    Rules rules();

    /**
     * Network devices of the planes of machines, as node_exporter names them: regular expressions (RE2) that match the whole
     * name.
     */
    PlaneNames devices();

    /** Over which time a pod must not have used its cards to count as idle. */
    @WithDefault("30m")
    Duration idleWindow();
}
