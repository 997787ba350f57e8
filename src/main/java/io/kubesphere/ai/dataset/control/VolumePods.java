package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.engine.volume.SnapshotJob;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.ObjectEvents;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.kernel.workload.PhaseModel;
import io.kubesphere.ai.kernel.workload.Verdict;
import io.kubesphere.ai.kernel.workload.WorkloadObservation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods that read volumes for imports: one Job per import, which goes with the import, at the latest with its dataset. */
@ApplicationScoped
class VolumePods {
    private static final String MODULE = "dataset";
    private static final String NAME = "aip-snapshot-";

    private final KubeObjects cluster;
    private final Observed observed;
    private final AgentContainers agents;
    private final Workspaces workspaces;
    private final DatasetAccess datasets;

    VolumePods(
            KubeObjects cluster,
            Observed observed,
            AgentContainers agents,
            Workspaces workspaces,
            DatasetAccess datasets) {
        this.cluster = cluster;
        this.observed = observed;
        this.agents = agents;
        this.workspaces = workspaces;
        this.datasets = datasets;
    }

    /** What is known of pods, and when; a singleton has no proxy. */
    @Singleton
    static class Observed {
        private final RunPods pods;
        private final ObjectEvents events;
        private final Clock clock;

        Observed(RunPods pods, ObjectEvents events, Clock clock) {
            this.pods = pods;
            this.events = events;
            this.clock = clock;
        }

        private Optional<String> lastWord(ImportRow row) {
            return SnapshotJob.lastWord(pods.of(row.id().toString()));
        }

        private WorkloadObservation of(ImportRow row, Job job) {
            var project = row.place().project();
            var own = pods.of(row.id().toString());
            var about = Stream.concat(
                    events.about(project, "Job", name(row)).stream(),
                    own.stream()
                            .flatMap(pod -> events
                                    .about(project, "Pod", pod.getMetadata().getName())
                                    .stream()));
            return new WorkloadObservation(
                    false,
                    "Job/" + name(row),
                    true,
                    Optional.of(SnapshotJob.progress(job)),
                    own,
                    about.toList(),
                    Optional.empty(),
                    false,
                    1,
                    0,
                    Optional.empty(),
                    Duration.ZERO,
                    Optional.empty(),
                    clock.instant());
        }
    }

    private static String name(ImportRow row) {
        return NAME + row.id();
    }

    /** The claim in its project, if there is one. */
    Optional<PersistentVolumeClaim> claim(String project, VolumeDirectory volume) {
        return cluster.get(PersistentVolumeClaim.class, project, volume.claim());
    }

    /** The import's Job, if it has been made. */
    Optional<Job> find(ImportRow row) {
        return cluster.get(Job.class, row.place().project(), name(row));
    }

    /** Has a pod read the volume. */
    void start(ImportRow row, VolumeDirectory volume) {
        var place = row.place();
        if (claim(place.project(), volume).isEmpty()) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "there is no PersistentVolumeClaim %s in project %s",
                    volume.claim(),
                    place.project());
        }
        var owner = owner(datasets.own(place.project(), place.dataset()));
        var wanted = new SnapshotJob.Wanted(place.project(), name(row), labels(row), owner, volume.claim());
        cluster.apply(SnapshotJob.of(wanted, agents.snapshot(SnapshotJob.VOLUME)));
    }

    /** Not the controller, and no block of the deletion: that would need a right to finalize datasets. */
    private static OwnerReference owner(Dataset dataset) {
        return new OwnerReferenceBuilder()
                .withApiVersion(dataset.getApiVersion())
                .withKind(dataset.getKind())
                .withName(dataset.getMetadata().getName())
                .withUid(dataset.getMetadata().getUid())
                .build();
    }

    private Map<String, String> labels(ImportRow row) {
        var labels = new HashMap<String, String>();
        labels.put(Labels.MODULE, MODULE);
        labels.put(Labels.RUN, name(row));
        labels.put(Labels.RUN_UID, row.id().toString());
        labels.put(Labels.OWNER, Labels.value(row.creator()));
        workspaces.workspaceOf(row.place().project()).ifPresent(name -> labels.put(Labels.WORKSPACE, name));
        return labels;
    }

    /** Why no further pod would do better, in the words of the one that has tried. */
    Optional<String> lastWord(ImportRow row) {
        return observed.lastWord(row);
    }

    Verdict verdict(ImportRow row, Job job) {
        return PhaseModel.decide(observed.of(row, job));
    }

    /** Ends the pod; whether there was one. */
    boolean remove(ImportRow row) {
        return cluster.delete(Job.class, row.place().project(), name(row));
    }
}
