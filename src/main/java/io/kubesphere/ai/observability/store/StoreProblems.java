package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.IOException;

/** What can go wrong with stored chunks. */
final class StoreProblems {
    private StoreProblems() {}

    static Problem unreadable(IOException cause) {
        return Problem.of(Problem.Code.UNAVAILABLE, "a piece of the log could not be read; try again")
                .because(cause);
    }

    static Problem damaged() {
        return Problem.of(Problem.Code.INTERNAL, "a piece of the log is damaged; ask the platform admin");
    }
}
