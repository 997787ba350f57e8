package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.runner.container.ClaimSource;
import io.kubesphere.ai.standalone.runner.state.FileTrees;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** PersistentVolumes that are directories of this machine. */
public final class DirectoryVolumes implements ClaimSource {

    private static final String PROVISIONER = "standalone/directory";
    private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    private final KubernetesClient client;
    private final Path directories;

    /** @param directories holds one directory for each volume */
    public DirectoryVolumes(KubernetesClient client, Path directories) {
        this.client = client;
        this.directories = directories;
    }

    @Override
    public Optional<Path> directory(String namespace, String claim) {
        return claim(namespace, claim)
                .filter(found -> "Bound".equals(found.getStatus().getPhase()))
                .flatMap(found -> volume(found.getSpec().getVolumeName()))
                .flatMap(volume -> Optional.ofNullable(volume.getSpec().getHostPath()))
                .map(host -> FileTrees.create(Path.of(host.getPath())));
    }

    private Optional<PersistentVolumeClaim> claim(String namespace, String name) {
        return Optional.ofNullable(client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    private Optional<PersistentVolume> volume(String name) {
        return Optional.ofNullable(client.persistentVolumes().withName(name).get());
    }

    /** The one that the claim names, or one that is made for it; its name follows from the claim, so it is made once. */
    PersistentVolume forClaim(PersistentVolumeClaim claim) {
        var name = Optional.ofNullable(claim.getSpec().getVolumeName())
                .filter(given -> !given.isEmpty())
                .orElse("pvc-" + claim.getMetadata().getUid());
        return volume(name).orElseGet(() -> create(name, claim));
    }

    private PersistentVolume create(String name, PersistentVolumeClaim claim) {
        var directory = FileTrees.create(directories.resolve(name));
        var size = claim.getSpec().getResources().getRequests().get("storage");
        var volume = new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations(PROVISIONED_BY, PROVISIONER)
                .endMetadata()
                .withNewSpec()
                .withCapacity(Map.of("storage", size))
                .withAccessModes(claim.getSpec().getAccessModes())
                .withPersistentVolumeReclaimPolicy("Delete")
                .withStorageClassName(claim.getSpec().getStorageClassName())
                .withVolumeMode("Filesystem")
                .withNewHostPath(directory.toString(), "DirectoryOrCreate")
                .withClaimRef(reference(claim))
                .endSpec()
                .build();
        var created = client.resource(volume).create();
        var bound = new PersistentVolumeBuilder(created)
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build();
        return client.resource(bound).updateStatus();
    }

    private static ObjectReference reference(PersistentVolumeClaim claim) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .build();
    }

    /** Removes the volumes of our making whose claims are gone, with what is in them. */
    void reclaim() {
        for (var volume : client.persistentVolumes().list().getItems()) {
            var annotations =
                    Optional.ofNullable(volume.getMetadata().getAnnotations()).orElse(Map.of());
            if (PROVISIONER.equals(annotations.get(PROVISIONED_BY)) && isReleased(volume)) {
                FileTrees.delete(directories.resolve(volume.getMetadata().getName()));
                client.resource(volume).delete();
            }
        }
    }

    private boolean isReleased(PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        return claim(reference.getNamespace(), reference.getName())
                .filter(found -> found.getMetadata().getUid().equals(reference.getUid()))
                .isEmpty();
    }
}
