package io.kubesphere.ai.kernel.outbound;

import java.net.UnknownHostException;
import java.util.Optional;

/** Why there was no connection, in the form in which it passes through HTTP clients. */
public final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(String why) {
        super(why);
    }

    /** The refusal that a failure comes from, if it does. */
    public static Optional<RefusedAddress> in(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedAddress refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
