package io.kubesphere.ai.overview;

import java.util.Optional;

/** What an operator calls something of each network plane; nobody knows anything of a plane without a name. */
public interface PlaneNames {
    Optional<String> business();

    Optional<String> storage();

    Optional<String> compute();

    default Optional<String> of(Plane plane) {
        return switch (plane) {
            case BUSINESS -> business();
            case STORAGE -> storage();
            case COMPUTE -> compute();
        };
    }
}
