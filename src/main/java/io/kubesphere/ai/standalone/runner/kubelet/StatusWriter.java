package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Writes to the API server what has become of a pod. */
final class StatusWriter {

    private final KubernetesClient client;

    StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** The pod as it is after the write; empty when it has changed meanwhile, and then there is a reason to look again. */
    Optional<Pod> write(Pod pod, PodStatus status) {
        var changed = new PodBuilder(pod).withStatus(status).build();
        try {
            return Optional.of(client.resource(changed).updateStatus());
        } catch (KubernetesClientException e) {
            if (isOutdated(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The pod as it is now; empty when it is gone, or another one has its name. */
    Optional<Pod> read(Pod pod) {
        var metadata = pod.getMetadata();
        return Optional.ofNullable(client.pods()
                        .inNamespace(metadata.getNamespace())
                        .withName(metadata.getName())
                        .get())
                .filter(found -> found.getMetadata().getUid().equals(metadata.getUid()));
    }

    /** Confirms a deletion: nothing of this very pod runs any more. */
    void confirmDeletion(Pod pod) {
        var metadata = pod.getMetadata();
        var options = new DeleteOptionsBuilder()
                .withGracePeriodSeconds(0L)
                .withNewPreconditions()
                .withUid(metadata.getUid())
                .endPreconditions()
                .build();
        try {
            client.raw(
                    "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName(), "DELETE", options);
        } catch (KubernetesClientException e) {
            if (!isOutdated(e)) {
                throw e;
            }
        }
    }

    private static boolean isOutdated(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }
}
