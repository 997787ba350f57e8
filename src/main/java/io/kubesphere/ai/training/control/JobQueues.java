package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.workload.QueueState;
import io.kubesphere.ai.training.crd.TrainingJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the admission queue says of a job. */
@ApplicationScoped
class JobQueues {
    Optional<QueueState> state(TrainingJob job) {
        return Optional.empty();
    }

    /** Lets the queue take its quota back, or give it again. */
    void align(TrainingJob job, boolean suspend) {}
}
