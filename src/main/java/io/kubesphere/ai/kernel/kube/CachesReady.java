package io.kubesphere.ai.kernel.kube;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Lists answered from a cache that is not filled yet would be wrong, so we take no requests before. */
@Readiness
class CachesReady implements HealthCheck {
    private final Informers informers;

    CachesReady(Informers informers) {
        this.informers = informers;
    }

    @Override
    public HealthCheckResponse call() {
        var waiting = informers.waiting();
        return HealthCheckResponse.named("kubernetes caches")
                .withData("waiting", waiting.isEmpty() ? "none" : String.join(", ", waiting))
                .status(waiting.isEmpty())
                .build();
    }
}
