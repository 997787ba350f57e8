package io.kubesphere.ai.algorithm;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Door of this module: what other modules may ask about algorithms. */
public interface Algorithms {

    /** A version that a project may use, or why it may not. */
    record Resolution(Optional<PublishedVersion> version, Optional<Problem.Cause> fault) {
        public static Resolution of(PublishedVersion version) {
            return new Resolution(Optional.of(version), Optional.empty());
        }

        public static Resolution refused(Problem.Cause fault) {
            return new Resolution(Optional.empty(), Optional.of(fault));
        }
    }

    /**
     * Finds the version as {@code project} sees it. What is not shared with the project is as absent.
     *
     * @param field path of the reference, named in the fault
     */
    Resolution resolve(String project, String field, AlgorithmRef reference);

    /** An archive of code; whoever opens it closes it. */
    record Archive(long bytes, Supplier<InputStream> open) {}

    /** An uploaded archive of a project's algorithm. */
    Optional<Archive> archive(String namespace, String digest);
}
