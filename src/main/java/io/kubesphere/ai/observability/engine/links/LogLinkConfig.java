package io.kubesphere.ai.observability.engine.links;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which other tools show the same logs; those without an address are not linked to. */
@ConfigMapping(prefix = "aip.logs.links")
public interface LogLinkConfig {

    Tool kibana();

    Tool opensearchDashboards();

    Grafana grafana();

    /** KubeSphere's own log page. */
    KubeSphere kubesphere();

    /** A tool that reads the store itself. */
    interface Tool {
        /** As browsers reach it. */
        Optional<String> url();

        /**
         * Id of its data view (index pattern). With {@code {project}} in it, or {@code {workspace}}, each has its own, for example over a
         * filtered alias; then nobody can edit other projects into what he sees.
         */
        @WithDefault("logs")
        String view();
    }

    /** Grafana Explore. */
    interface Grafana {
        Optional<String> url();

        /** Uid of its data source, with the same placeholders. */
        @WithDefault("logs")
        String view();

        /** Type of the data source; absent means the one of the store. */
        Optional<String> type();
    }

    /** A page that is addressed by a template. */
    interface KubeSphere {
        /** With {@code {workspace}, {project}, {application}, {run}, {pod}, {container}, {text}, {from}} and {@code {to}}. */
        Optional<String> url();
    }
}
