package io.kubesphere.ai.training.engine.kueue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kubesphere.ai.training.engine.EngineStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kueue's object for each run in a queue: how to find it, and how to hold it back. */
public final class KueueWorkloads {
    public static final String KIND = "Workload";

    /** Best first; the older one is served by old Kueues, and by new ones beside the other. */
    public static final List<String> API_VERSIONS = List.of("kueue.x-k8s.io/v1beta2", "kueue.x-k8s.io/v1beta1");

    /** Uid of the object that a Workload is about; written by Kueue, read to find it. */
    public static final String JOB_UID = "kueue.x-k8s.io/job-uid";

    private KueueWorkloads() {}

    /**
     * The Workload of an engine's object: the label says so or, where it is missing, the owner reference. A name may have
     * had one before, so the one that lives counts, and of several the newest.
     */
    public static Optional<GenericKubernetesResource> of(String uid, Collection<GenericKubernetesResource> candidates) {
        return candidates.stream()
                .filter(workload -> isAbout(workload, uid))
                .max(Comparator.comparing(KueueWorkloads::isLive)
                        .thenComparing(workload -> workload.getMetadata().getCreationTimestamp())
                        .thenComparing(workload -> workload.getMetadata().getName()));
    }

    private static boolean isAbout(GenericKubernetesResource workload, String uid) {
        var labels = Optional.ofNullable(workload.getMetadata().getLabels()).orElse(Map.of());
        return uid.equals(labels.get(JOB_UID))
                || workload.getMetadata().getOwnerReferences().stream().anyMatch(owner -> uid.equals(owner.getUid()));
    }

    private static boolean isLive(GenericKubernetesResource workload) {
        var status = EngineStatus.of(workload);
        return !status.isDeleting() && status.holding("Finished").isEmpty();
    }

    /**
     * The smallest object that takes a Workload out of its queue, or puts it back, by server-side apply under a field
     * manager of its own; Kueue then stops or starts the engine's object.
     */
    public static GenericKubernetesResource activation(HasMetadata workload, boolean active) {
        var meta = workload.getMetadata();
        var wanted = new GenericKubernetesResource();
        wanted.setApiVersion(workload.getApiVersion());
        wanted.setKind(KIND);
        wanted.setMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .build());
        wanted.setAdditionalProperty("spec", Map.of("active", active));
        return wanted;
    }

    /**
     * Whether this field manager was the last to say that a Workload is active, or not. Kueue itself switches off what
     * has failed to start too often; whoever switches that on again without being asked makes it go round for ever.
     */
    public static boolean wasSetBy(GenericKubernetesResource workload, String manager) {
        return workload.getMetadata().getManagedFields().stream()
                .filter(entry -> manager.equals(entry.getManager()))
                .anyMatch(entry -> EngineStatus.fields(entry).at("/f:spec").has("f:active"));
    }

    /** Whether it takes part in its queue, as far as its spec goes. */
    public static boolean isActive(GenericKubernetesResource workload) {
        return EngineStatus.of(workload).at("/spec/active").asBoolean(true);
    }
}
