package io.kubesphere.ai.training.control;

import io.kubesphere.ai.training.crd.Checkpoint;
import io.kubesphere.ai.training.crd.TrainingJob;
import java.util.Optional;

/** Names of what belongs to a job; derived, so that applying twice makes one thing. */
record JobNames(String job, Optional<String> existingClaim) {
    static final String TOKEN_KEY = "token";
    static final String PARAMETERS_KEY = "params.json";

    static JobNames of(TrainingJob job) {
        return new JobNames(
                job.getMetadata().getName(), job.getSpec().checkpointing().flatMap(Checkpoint::existingClaim));
    }

    /** Secret with the run token and the parameters. */
    String secret() {
        return job + "-run";
    }

    String checkpointClaim() {
        return existingClaim.orElse(job + "-checkpoint");
    }
}
