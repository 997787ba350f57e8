package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.ReportedFiles.Place;
import io.kubesphere.ai.training.control.TrackingScope.Target;
import io.kubesphere.ai.training.store.LoggedModelStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Whose files a program may touch: those of its own runs and of its own models. */
@ApplicationScoped
class FileOwners {
    private final TrackingScope scope;
    private final LoggedModelStore models;

    FileOwners(TrackingScope scope, LoggedModelStore models) {
        this.scope = scope;
        this.models = models;
    }

    /** An owner that the caller may touch, and the caller's run above it. */
    record Owned(UUID root, String owner) {
        static Owned of(Target target) {
            return new Owned(target.root(), target.run().toString());
        }
    }

    Owned readable(RunIdentity caller, Place place) {
        return switch (place.kind()) {
            case RUN -> Owned.of(scope.readable(caller, place.owner()));
            case MODEL -> model(caller, place.owner());
        };
    }

    Owned writable(RunIdentity caller, Place place) {
        return switch (place.kind()) {
            case RUN -> Owned.of(scope.writable(caller, place.owner()));
            case MODEL -> model(caller, place.owner());
        };
    }

    private Owned model(RunIdentity caller, String id) {
        var root = scope.root(caller);
        return models.find(root, id)
                .map(model -> new Owned(root, model.id()))
                .orElseThrow(
                        () -> Problem.of(Problem.Code.NOT_FOUND, "there is no model %s that this program may see", id));
    }
}
