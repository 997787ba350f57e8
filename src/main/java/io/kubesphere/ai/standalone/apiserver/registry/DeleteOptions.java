package io.kubesphere.ai.standalone.apiserver.registry;

import java.util.Optional;

/** How to delete (meta/v1 DeleteOptions). The empty precondition strings demand nothing. */
public record DeleteOptions(
        Optional<Long> gracePeriodSeconds,
        Propagation propagation,
        String uid,
        String resourceVersion,
        boolean dryRun) {

    /** What becomes of the objects that this one owns. */
    public enum Propagation {
        /** What an earlier delete said, otherwise in the background. */
        UNSPECIFIED,
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }

    static DeleteOptions of(Propagation propagation) {
        return new DeleteOptions(Optional.empty(), propagation, "", "", false);
    }
}
