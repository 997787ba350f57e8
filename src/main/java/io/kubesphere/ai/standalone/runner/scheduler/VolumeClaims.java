package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.standalone.runner.cluster.ClusterView;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every volume claim a directory of its own, whatever its storage class. Size is not enforced. As in a cluster the
 * claim stays while a pod uses it, and its directory goes with it.
 */
public final class VolumeClaims implements AutoCloseable {

    private static final String ALL = "claims";
    private static final String PROTECTION = "kubernetes.io/pvc-protection";
    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final ClusterView cluster;
    private final EventRecorder events;
    private final DirectoryVolumes volumes;
    private final WorkQueue<String> queue = new WorkQueue<>("claims", 1, key -> bindAll());

    public VolumeClaims(KubernetesClient client, ClusterView cluster, EventRecorder events, DirectoryVolumes volumes) {
        this.client = client;
        this.cluster = cluster;
        this.events = events;
        this.volumes = volumes;
    }

    public void start() {
        cluster.claims().onChange(claim -> queue.add(ALL));
        cluster.pods().onChange(pod -> {
            if (isOver(pod) && !claims(pod).isEmpty()) {
                queue.add(ALL);
            }
        });
        queue.add(ALL);
    }

    private Optional<Duration> bindAll() {
        for (var claim : cluster.claims().all()) {
            try {
                bindOrLetGo(claim);
            } catch (KubernetesClientException e) {
                ignoreOutdated(e);
            }
        }
        volumes.reclaim();
        return Optional.empty();
    }

    private void bindOrLetGo(PersistentVolumeClaim claim) {
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            letGo(claim);
        } else if (!"Bound".equals(claim.getStatus().getPhase())) {
            bind(claim);
        }
    }

    private void bind(PersistentVolumeClaim claim) {
        if ("Block".equals(claim.getSpec().getVolumeMode())) {
            events.warning(
                    claim, "ProvisioningFailed", "the stand-alone environment has directories, not block devices");
            return;
        }
        var isNew = claim.getSpec().getVolumeName() == null;
        var volume = volumes.forClaim(claim);
        var updated = client.resource(pointingTo(volume, claim)).update();
        var bound = new PersistentVolumeClaimBuilder(updated)
                .withNewStatus()
                .withPhase("Bound")
                .withAccessModes(claim.getSpec().getAccessModes())
                .withCapacity(volume.getSpec().getCapacity())
                .endStatus()
                .build();
        client.resource(bound).updateStatus();
        if (isNew) {
            var name = volume.getMetadata().getName();
            events.normal(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + name);
        }
    }

    private static PersistentVolumeClaim pointingTo(PersistentVolume volume, PersistentVolumeClaim claim) {
        var finalizers = new ArrayList<>(claim.getMetadata().getFinalizers());
        if (!finalizers.contains(PROTECTION)) {
            finalizers.add(PROTECTION);
        }
        return new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .withFinalizers(finalizers)
                .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                .endMetadata()
                .editSpec()
                .withVolumeName(volume.getMetadata().getName())
                .endSpec()
                .build();
    }

    private void letGo(PersistentVolumeClaim claim) {
        var metadata = claim.getMetadata();
        var inUse = cluster.pods().all().stream()
                .filter(pod -> pod.getMetadata().getNamespace().equals(metadata.getNamespace()))
                .filter(pod -> !isOver(pod))
                .anyMatch(pod -> claims(pod).contains(metadata.getName()));
        if (inUse || !metadata.getFinalizers().contains(PROTECTION)) {
            return;
        }
        var free = new PersistentVolumeClaimBuilder(claim)
                .editMetadata()
                .removeFromFinalizers(PROTECTION)
                .endMetadata()
                .build();
        client.resource(free).update();
    }

    private boolean isOver(Pod pod) {
        var isGone = cluster.pods().withUid(pod.getMetadata().getUid()).isEmpty();
        return isGone
                || (pod.getStatus() != null
                        && TERMINAL.contains(String.valueOf(pod.getStatus().getPhase())));
    }

    private static List<String> claims(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .toList();
    }

    private static void ignoreOutdated(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw e;
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
