package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.crd.VolumeDirectory;
import io.kubesphere.ai.dataset.store.ImportLeases.Elsewhere;
import io.kubesphere.ai.dataset.store.ImportRow;
import io.kubesphere.ai.dataset.store.VolumeListing;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Imports whose work a pod does, since the service mounts nothing: it is looked at now and then until all is known. */
@ApplicationScoped
class VolumeSnapshots {
    private final Snapshots snapshots;
    private final VolumePods pods;
    private final VolumeListing listing;

    VolumeSnapshots(Snapshots snapshots, VolumePods pods, VolumeListing listing) {
        this.snapshots = snapshots;
        this.pods = pods;
        this.listing = listing;
    }

    boolean isOne(ImportRow row) {
        return snapshots.volume(row.uploadId()).isPresent();
    }

    /** How it stands with the import's pod, which is made if there is none; empty when nothing is left to do for it. */
    Optional<Elsewhere> look(ImportRow row) {
        var volume = snapshots.volume(row.uploadId()).orElseThrow();
        pods.lastWord(row).ifPresent(why -> {
            throw Problem.of(Problem.Code.CONFLICT, "%s", why);
        });
        var job = pods.find(row);
        // After the Job: a pod that has ended well has told everything before.
        if (listing.isWhole(row.id())) {
            return Optional.empty();
        }
        if (job.isEmpty()) {
            pods.start(row, volume);
            return Optional.of(new Elsewhere(false, "A pod that reads the volume is being made"));
        }
        var verdict = pods.verdict(row, job.get());
        return Optional.of(standing(row, verdict.phase(), verdict.explanation()));
    }

    private Elsewhere standing(ImportRow row, Phase phase, Explanation explanation) {
        return switch (phase) {
            case Running, Restarting, Preparing -> new Elsewhere(true, "");
            case Queued, Paused, Scheduling, Stalled, Preempted -> new Elsewhere(false, explanation.message());
            case Succeeded, Failed, Lost -> {
                pods.remove(row);
                throw Problem.of(
                        Problem.Code.UNAVAILABLE,
                        "the pod that reads the volume has ended too early: %s",
                        explanation.message());
            }
        };
    }

    /** Ends what is done for the import. */
    void release(ImportRow row) {
        if (isOne(row)) {
            pods.remove(row);
        }
    }

    /** Has a failed import look at the volume anew. */
    void beginAnew(ImportRow row) {
        if (isOne(row)) {
            listing.begin(row.id());
        }
    }

    /** What is wrong with a claim that a snapshot is to be taken of. */
    List<Problem.Cause> faults(String project, VolumeDirectory volume) {
        return pods.claim(project, volume).isPresent()
                ? List.of()
                : List.of(Problem.Cause.notFound(
                        "source.storage", "there is no PersistentVolumeClaim " + volume.claim() + " in this project"));
    }
}
