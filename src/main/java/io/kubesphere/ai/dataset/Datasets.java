package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.content.Manifest;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.Optional;

/** Door of this module: what other modules may ask about datasets. */
public interface Datasets {

    /**
     * A version that may be read. Its bytes lie in the content store under {@code project}.
     *
     * @param project space of the content store that holds the files; not the name of the dataset's project
     * @param digest of the manifest, as {@code sha256:<hex>}
     * @param volume where the files lie when the service has none of their bytes: pods of the dataset's project mount it
     */
    record Version(
            String project,
            String dataset,
            String version,
            String digest,
            long files,
            long bytes,
            Optional<Volume> volume) {
        /** One whose bytes can be read from the content store. */
        public Version(String project, String dataset, String version, String digest, long files, long bytes) {
            this(project, dataset, version, digest, files, bytes, Optional.empty());
        }
    }

    /** A directory of a claim; an empty path means all of it. */
    record Volume(String claim, String path) {}

    /** A version that a project may use, or why it may not. */
    record Resolution(Optional<Version> version, Optional<Problem.Cause> fault) {
        public static Resolution of(Version version) {
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
    Resolution resolve(String project, String field, DatasetRef reference);

    /**
     * Who uses a version, e.g. a training run. Any module may say so of what it has, a model or an annotation project; this
     * one knows none of them.
     *
     * @param kind of the custom resource, e.g. {@code TrainingJob}
     */
    record Use(String kind, String uid, String namespace, String name) {}

    /** Notes that a version is used from now on: until the use ends, its files stay whatever is deleted. Repeatable. */
    void recordUse(Version version, Use use);

    /** Notes that everything is done which this user (by kind and uid) did with versions. Repeatable. */
    void endUse(String kind, String uid);

    /** The files of a version that was resolved before; empty when it has been collected since. */
    Optional<Manifest> manifest(String project, String digest);
}
