package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.UUID;

/**
 * Where the files of a project's datasets lie in the content store: apart from those of other modules, so that what
 * nobody refers to here can be removed without asking them. A dataset whose files stay outside, in a bucket or on a
 * volume, has a space of its own, which holds manifests and no file.
 */
final class ContentSpace {
    private static final String SUFFIX = ".datasets";
    private static final String EXTERNAL = ".external.";
    private static final String VOLUME = ".volume.";

    private ContentSpace() {}

    /** A project's name has no dot, so no project's own space has this name. */
    static String of(String project) {
        return project + SUFFIX;
    }

    /** @param record of the dataset, which it keeps when it is deleted and brought back */
    static String of(Dataset dataset, UUID record) {
        var project = dataset.getMetadata().getNamespace();
        if (dataset.getSpec().volume().isPresent()) {
            return project + VOLUME + record;
        }
        return dataset.getSpec().externalBucket().isPresent() ? project + EXTERNAL + record : of(project);
    }

    /** Whether its files lie outside of the object store. */
    static boolean isExternal(String space) {
        return space.contains(EXTERNAL) || isVolume(space);
    }

    /** Whether only pods read its files. */
    static boolean isVolume(String space) {
        return space.contains(VOLUME);
    }

    /** A 409 for files that the service itself cannot read. */
    static void requireReadable(String space) {
        if (isVolume(space)) {
            throw Problem.of(
                    Problem.Code.CONFLICT,
                    "the files lie on a volume that only pods of project %s read; use the version as an input of a"
                            + " training job there",
                    project(space));
        }
    }

    /** Whose space it is. */
    static String project(String space) {
        var end = space.indexOf('.');
        return end < 0 ? space : space.substring(0, end);
    }
}
