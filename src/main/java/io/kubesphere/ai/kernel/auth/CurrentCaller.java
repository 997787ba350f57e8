package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller of the request at hand; a record cannot be request scoped itself, it has no proxy. */
@RequestScoped
public class CurrentCaller {
    private Optional<Caller> caller = Optional.empty();

    public Caller get() {
        return caller.orElseThrow(() -> Problem.of(Problem.Code.UNAUTHORIZED, "log in first"));
    }

    /** Whether a person or a program of his calls, rather than a run or an agent. */
    boolean isKnown() {
        return caller.isPresent();
    }

    void is(Caller verified) {
        caller = Optional.of(verified);
    }
}
