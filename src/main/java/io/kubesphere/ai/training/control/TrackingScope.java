package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.store.TrackedRunStore;
import io.kubesphere.ai.training.store.TrackedRunStore.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which runs a program may touch: its own and those it has opened below. Any other does not exist for it. */
@ApplicationScoped
class TrackingScope {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    private static final int RADIX = 16;

    private final TrackedRunStore runs;

    TrackingScope(TrackedRunStore runs) {
        this.runs = runs;
    }

    /** A run that the caller may see, and the caller's own above it. */
    record Target(UUID root, UUID run) {}

    /** The caller's own run, whose record must be there. */
    UUID root(RunIdentity caller) {
        return readable(caller, caller.uid()).root();
    }

    Target readable(RunIdentity caller, String id) {
        var target = target(caller, id);
        if (standing(target) == Standing.UNKNOWN) {
            throw unknown(id);
        }
        return target;
    }

    /** Nothing is added to a run that was deleted. */
    Target writable(RunIdentity caller, String id) {
        var target = target(caller, id);
        return switch (standing(target)) {
            case ACTIVE -> target;
            case DELETED -> throw Problem.of(Problem.Code.INVALID, "run %s is deleted; restore it first", id);
            case UNKNOWN -> throw unknown(id);
        };
    }

    /** A run that the caller may add to; empty when there is none. */
    Optional<Target> active(RunIdentity caller, String id) {
        var root = root(caller);
        return uuid(id).map(run -> new Target(root, run)).filter(target -> standing(target) == Standing.ACTIVE);
    }

    /** A child run of the caller's. */
    Target child(RunIdentity caller, String id) {
        var target = readable(caller, id);
        if (target.run().equals(target.root())) {
            throw Problem.of(
                    Problem.Code.FORBIDDEN, "run %s belongs to a training job and is deleted with its record only", id);
        }
        return target;
    }

    static Problem unknown(String id) {
        return Problem.of(Problem.Code.NOT_FOUND, "there is no run %s that this program may see", id);
    }

    private static Target target(RunIdentity caller, String id) {
        return new Target(uuid(caller.uid()).orElseThrow(() -> unknown(id)), uuid(id).orElseThrow(() -> unknown(id)));
    }

    private Standing standing(Target target) {
        var standing = runs.standing(target.root(), target.run());
        if (standing != Standing.UNKNOWN || !target.run().equals(target.root())) {
            return standing;
        }
        runs.admit(target.root());
        return runs.standing(target.root(), target.run());
    }

    /** A uid with dashes as Kubernetes writes it, or without as MLflow does. */
    static Optional<UUID> uuid(String id) {
        var digits = id.toLowerCase(Locale.ROOT).replace("-", "");
        if (!HEX.matcher(digits).matches()) {
            return Optional.empty();
        }
        var half = digits.length() / 2;
        return Optional.of(new UUID(
                new BigInteger(digits.substring(0, half), RADIX).longValue(),
                new BigInteger(digits.substring(half), RADIX).longValue()));
    }
}
