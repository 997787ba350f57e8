package io.kubesphere.ai.observability;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Knows runs by their names; implemented by the modules that have runs. */
public interface NamedRuns {

    /** @param ended whether nothing more can start for the run */
    record NamedRun(RunRef run, BooleanSupplier ended) {}

    /** A run of the project by its name or uid. */
    Optional<NamedRun> named(String namespace, String nameOrUid);
}
