package io.kubesphere.ai.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What a run reads.
 *
 * @param name in the job
 * @param source for people: {@code dataset credit-risk/german-credit:v1} or {@code output scorer/model}
 * @param project whose content store holds the files
 * @param digest of the manifest
 * @param mount where the files are when nothing is fetched
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InputUse(String name, String source, String project, String digest, Optional<Mount> mount) {
    /** One whose files are fetched. */
    public InputUse(String name, String source, String project, String digest) {
        this(name, source, project, digest, Optional.empty());
    }

    /**
     * A directory of a volume.
     *
     * @param claim of the run's project
     * @param path empty means all of the volume
     * @param verify how it is compared with the version: Digest or Size
     */
    public record Mount(String claim, String path, String verify) {}
}
