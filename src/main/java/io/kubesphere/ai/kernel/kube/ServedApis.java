package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Which kinds this cluster serves. A missing engine is a normal state, and one may be installed at any time. */
@ApplicationScoped
public class ServedApis {
    private static final Logger LOG = Logger.getLogger(ServedApis.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** Kinds of one group version, as of a time. */
    private record Known(Set<String> kinds, Instant at) {}

    private final Function<String, Set<String>> discovery;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Inject
    ServedApis(KubernetesClient client, Clock clock) {
        this(apiVersion -> discover(client, apiVersion), clock);
    }

    /** Over any discovery: kinds by {@code apiVersion}. */
    public ServedApis(Function<String, Set<String>> discovery, Clock clock) {
        this.discovery = discovery;
        this.clock = clock;
    }

    /**
     * Whether {@code batch/v1} serves {@code Job}, at most 30 s old; while discovery fails the last answer stands, and
     * without any it is a Problem UNAVAILABLE, since "no" would choose the wrong engine.
     */
    public boolean serves(String apiVersion, String kind) {
        return known.compute(apiVersion, this::fresh).kinds().contains(kind);
    }

    /** Forgets what is known, e.g. after a custom resource definition has come or gone. */
    public void refresh() {
        known.clear();
    }

    private Known fresh(String apiVersion, Known held) {
        var now = clock.instant();
        if (held != null && now.isBefore(held.at().plus(FRESH))) {
            return held;
        }
        try {
            return new Known(discovery.apply(apiVersion), now);
        } catch (KubernetesClientException failed) {
            if (held == null) {
                throw KubernetesFailures.problem(failed);
            }
            LOG.warnf(
                    "discovery failed, keeping the last answer apiVersion=%s cause=%s",
                    apiVersion, failed.getMessage());
            return new Known(held.kinds(), now);
        }
    }

    private static Set<String> discover(KubernetesClient client, String apiVersion) {
        try {
            var resources = client.getApiResources(apiVersion);
            return resources == null
                    ? Set.of()
                    : resources.getResources().stream()
                            .map(APIResource::getKind)
                            .collect(Collectors.toUnmodifiableSet());
        } catch (KubernetesClientException failed) {
            if (failed.getCode() == 404) {
                return Set.of();
            }
            throw failed;
        }
    }
}
