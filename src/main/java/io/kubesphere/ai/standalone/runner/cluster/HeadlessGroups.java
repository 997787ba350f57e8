package io.kubesphere.ai.standalone.runner.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.standalone.runner.network.ClusterNames;
import java.util.Set;

/** Which groups of pods have names: those of headless Services, and those that pods themselves say they are in. */
public record HeadlessGroups(ClusterView cluster) implements ClusterNames.Groups {

    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

    @Override
    public boolean isGroup(String namespace, String subdomain) {
        var isHeadless = cluster.services()
                .named(namespace, subdomain)
                .filter(service -> "None".equals(service.getSpec().getClusterIP()))
                .isPresent();
        return isHeadless || cluster.pods().all().stream().anyMatch(pod -> isIn(pod, namespace, subdomain));
    }

    @Override
    public boolean isMember(String namespace, String subdomain, String hostname) {
        return cluster.pods().all().stream()
                .filter(pod -> isIn(pod, namespace, subdomain))
                .anyMatch(pod -> hostname.equals(pod.getSpec().getHostname()));
    }

    private static boolean isIn(Pod pod, String namespace, String subdomain) {
        return subdomain.equals(pod.getSpec().getSubdomain())
                && namespace.equals(pod.getMetadata().getNamespace())
                && (pod.getStatus() == null
                        || !TERMINAL.contains(String.valueOf(pod.getStatus().getPhase())));
    }
}
