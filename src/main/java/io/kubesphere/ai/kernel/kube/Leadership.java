package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One replica reconciles, all answer requests. Who loses the lease ends its process, since what it was about to write is
 * another's to write from then on.
 */
@ApplicationScoped
class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    /** The lease. Long enough that a restart of the API server does not end us too. */
    @ConfigMapping(prefix = "aip.leader-election")
    interface Config {
        @WithDefault("ai-platform")
        String lease();

        /** Absent means the namespace we run in. */
        Optional<String> namespace();

        @WithDefault("60s")
        Duration duration();

        @WithDefault("45s")
        Duration renewDeadline();

        @WithDefault("5s")
        Duration retry();
    }

    private volatile boolean stopping;

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Produces
    @Singleton
    LeaderElectionConfiguration configuration(Config config) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.lease())
                .withLeaseNamespace(config.namespace().orElse(null))
                .withLeaseDuration(config.duration())
                .withRenewDeadline(config.renewDeadline())
                .withRetryPeriod(config.retry())
                .withLeaderCallbacks(new LeaderCallbacks(this::started, this::stopped, Leadership::changed))
                .build();
    }

    private void started() {
        LOG.info("this replica leads");
    }

    private void stopped() {
        if (!stopping) {
            LOG.error("this replica has lost the lease and ends");
            Quarkus.asyncExit(1);
        }
    }

    private static void changed(String leader) {
        LOG.infof("a replica leads leader=%s", leader);
    }
}
