package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * Reads, makes and removes the pods of jobs. It asks the API server itself rather than a watch that lags behind, so that a
 * pod made a moment ago, perhaps before a kill, is never made a second time.
 */
final class PodControl {

    private static final String WITHOUT_FINALIZER =
            "{\"metadata\":{\"$deleteFromPrimitiveList/finalizers\":[\"" + JobNames.FINALIZER + "\"]}}";

    private final KubernetesClient client;
    private final EventRecorder events;

    PodControl(KubernetesClient client, EventRecorder events) {
        this.client = client;
        this.events = events;
    }

    List<JobPod> of(Job job) {
        var uid = job.getMetadata().getUid();
        return client
                .pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabelSelector(job.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .map(JobPod::new)
                .filter(pod -> pod.isOwnedBy(uid))
                .toList();
    }

    /** True when it is there now; otherwise an event says why it is not. */
    boolean create(Job job, Pod pod) {
        try {
            var created = client.resource(pod).create();
            events.normal(
                    job,
                    "SuccessfulCreate",
                    "Created pod: " + created.getMetadata().getName());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
                throw e;
            }
            events.warning(job, "FailedCreate", "Error creating: " + e.getMessage());
            return false;
        }
    }

    /** Asks for its deletion; it goes once it has ended and is counted. */
    void delete(Job job, JobPod pod) {
        var metadata = pod.pod().getMetadata();
        var options = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(metadata.getUid())
                .endPreconditions()
                .build();
        try {
            client.raw(path(pod), "DELETE", options);
            events.normal(job, "SuccessfulDelete", "Deleted pod: " + metadata.getName());
        } catch (KubernetesClientException e) {
            ignoreGone(e);
        }
    }

    private static String path(JobPod pod) {
        var metadata = pod.pod().getMetadata();
        return "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName();
    }

    /** The pod is counted, or will never be. */
    void release(JobPod pod) {
        if (!pod.isTracked()) {
            return;
        }
        try {
            client.resource(pod.pod()).patch(PatchContext.of(PatchType.STRATEGIC_MERGE), WITHOUT_FINALIZER);
        } catch (KubernetesClientException e) {
            ignoreGone(e);
        }
    }

    private static void ignoreGone(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
            throw e;
        }
    }
}
