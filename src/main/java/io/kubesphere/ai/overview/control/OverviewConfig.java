package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.PlaneNames;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the home page is made. */
@ConfigMapping(prefix = "aip.overview")
public interface OverviewConfig {
    /** For so long nobody counts machines and pods again. */
    @WithDefault("2s")
    Duration censusAge();

    /** For so long nobody asks again what is used. */
    @WithDefault("15s")
    Duration usageAge();

    /** For so long old figures, which say how old they are, are better than none. */
    @WithDefault("5m")
    Duration usageKept();

    /** After a failure. */
    @WithDefault("5s")
    Duration usagePause();

    /** Of a page that has no figures yet, for who measures them. */
    @WithDefault("3s")
    Duration patience();

    /** Rows of a breakdown on the page, and of each list. */
    @WithDefault("10")
    int rows();

    /** A pod that has never used more than this part of its cards is idle. */
    @WithDefault("0.05")
    double idleBelow();

    /** Where dashboards are. */
    Grafana grafana();

    /** The Grafana that has loaded our dashboards. */
    interface Grafana {
        /** Its address as browsers reach it; absent means that there are no links to it. */
        Optional<URI> url();
    }

    /**
     * Extended resources of the network planes of machines, as their device plugins name them, such as {@code
     * rdma/hca_shared}.
     */
    PlaneNames planeResources();

    /** Cores that a worker needs for each card, for what could start now. */
    @WithDefault("1")
    double coresPerCard();

    /** Bytes of memory that it needs for each card. */
    @WithDefault("1073741824")
    long memoryPerCard();
}
