package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The run whose workload is calling, in resource classes that say {@link ForRuns} or {@link ForAgents}. */
@RequestScoped
public class CurrentRun {
    private Optional<RunIdentity> run = Optional.empty();

    public RunIdentity get() {
        return run.orElseThrow(() -> Problem.of(Problem.Code.UNAUTHORIZED, "a run token is required"));
    }

    void is(RunIdentity verified) {
        run = Optional.of(verified);
    }
}
