package io.kubesphere.ai.standalone;

/** The platform cannot start, for a reason that the person who started it can mend. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
