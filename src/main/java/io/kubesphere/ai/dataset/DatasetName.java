package io.kubesphere.ai.dataset;

import io.kubesphere.ai.kernel.kapi.Names;
import java.util.Optional;

/**
 * A dataset as a project sees it.
 *
 * @param viewer project that asks; ks-apiserver has let the caller in there
 * @param owner project of the dataset; another than the viewer where it is shared
 */
public record DatasetName(String viewer, String owner, String name) {

    public static DatasetName own(String project, String name) {
        return new DatasetName(project, project, name);
    }

    /** Of the project named in the request's query, or of the viewer when it names none. */
    public static DatasetName of(String viewer, Optional<String> owner, String name) {
        return new DatasetName(
                viewer,
                owner.map(project -> Names.requireLabel("project", project)).orElse(viewer),
                name);
    }
}
