package io.kubesphere.ai.overview;

import java.util.Locale;

/** A network of its own that machines may have. */
public enum Plane {
    /** Users and services. */
    BUSINESS,
    /** Datasets, checkpoints and models. */
    STORAGE,
    /** Gradients and parameters between workers. */
    COMPUTE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
