package io.kubesphere.ai.overview.control;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.kernel.kube.ServedApis;
import io.kubesphere.ai.overview.engine.JobSamples;
import io.kubesphere.ai.overview.engine.UsageHistory;
import io.kubesphere.ai.overview.engine.UsageSource;
import io.kubesphere.ai.overview.engine.metricsapi.MetricsApiUsage;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusConfig;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusUsage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who measures use here: Prometheus where one is configured, otherwise the cluster itself if it can. */
@ApplicationScoped
class UsageSources {
    private final Optional<PrometheusUsage> prometheus;
    private final UsageSource metricsApi;
    private final BooleanSupplier servesMetrics;

    @Inject
    UsageSources(PrometheusConfig config, KubernetesClient client, ServedApis apis, Clock clock) {
        this.prometheus = config.url().map(url -> new PrometheusUsage(config, clock));
        this.metricsApi = new MetricsApiUsage(client);
        this.servesMetrics = () -> apis.serves(MetricsApiUsage.API_VERSION, MetricsApiUsage.KIND);
    }

    /** For CDI's proxy. */
    UsageSources() {
        this.prometheus = Optional.empty();
        this.metricsApi = null;
        this.servesMetrics = () -> false;
    }

    /** Empty when nobody measures; a Problem UNAVAILABLE when the API server cannot be asked whether it does. */
    Optional<UsageSource> now() {
        return prometheus
                .<UsageSource>map(source -> source)
                .or(() -> servesMetrics.getAsBoolean() ? Optional.of(metricsApi) : Optional.empty());
    }

    /** Empty when nobody keeps what was measured. */
    Optional<UsageHistory> history() {
        return prometheus.map(source -> source);
    }

    /** Empty where there is nothing that dashboards could show. */
    Optional<JobSamples> jobSamples() {
        return prometheus.map(source -> source);
    }
}
