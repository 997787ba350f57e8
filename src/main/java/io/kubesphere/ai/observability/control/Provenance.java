package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.store.StreamKey;

/**
 * Whether lines are really those of the container that was asked for. It may be started again between our look at its pod
 * and the request; lines that begin after its end are then the next one's. Both times are of the same node's clock.
 */
final class Provenance {
    /** So often lines are doubted before they are taken all the same: the node may have set its clock. */
    private static final int DOUBTS = 3;

    private final PodStates pods;
    private final StreamKey key;
    private boolean proven;
    private int doubts;

    Provenance(PodStates pods, StreamKey key) {
        this.pods = pods;
        this.key = key;
    }

    void opened() {
        proven = false;
    }

    void accepted() {
        proven = true;
    }

    /** Whether what waits is to be read once more. */
    boolean isDoubtful(Intake intake, Reading reading) {
        if (proven || reading.isProven() || doubts >= DOUBTS) {
            return false;
        }
        var first = intake.firstWaiting();
        var finish = pods.finish(key);
        var doubtful = first.isPresent()
                && finish.isPresent()
                && !first.get().isBefore(finish.get().plusSeconds(1));
        doubts += doubtful ? 1 : 0;
        return doubtful;
    }
}
