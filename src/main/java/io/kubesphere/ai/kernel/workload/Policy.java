package io.kubesphere.ai.kernel.workload;

import java.util.Optional;

/** One concern of the phase model; silent when it has nothing to say. */
@FunctionalInterface
interface Policy {
    Optional<Verdict> decide(Scene scene);
}
