package io.kubesphere.ai.training.control;

import io.kubesphere.ai.training.crd.TrainingJobStatus;
import java.time.Duration;
import java.util.Optional;

/** What one pass came to: the next status, and when to look again even if nothing happens. */
record Step(TrainingJobStatus status, Optional<Duration> again) {
    static Step again(TrainingJobStatus status, Duration after) {
        return new Step(status, Optional.of(after));
    }
}
