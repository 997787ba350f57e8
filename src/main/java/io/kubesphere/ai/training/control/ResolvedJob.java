package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.algorithm.CodeSource;
import io.kubesphere.ai.algorithm.PublishedVersion;
import io.kubesphere.ai.kernel.workload.Resources;
import io.kubesphere.ai.training.InputUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job with its references looked up.
 *
 * @param algorithm absent for an inline container
 * @param parameters with the defaults filled in
 * @param replicas how many workers run at the same time
 */
record ResolvedJob(
        Optional<PublishedVersion> algorithm,
        Program program,
        Map<String, JsonNode> parameters,
        List<InputUse> inputs,
        List<Output> outputs,
        int replicas,
        Resources resources) {

    /** What runs, and the code that is put into its image; empty command and args mean the image's own. */
    record Program(
            String image,
            List<String> command,
            List<String> args,
            Optional<CodeSource.Git> git,
            Optional<CodeSource.Archive> archive) {
        boolean hasCode() {
            return git.isPresent() || archive.isPresent();
        }
    }

    /** An output; a run that leaves a required one empty has failed. */
    record Output(String name, boolean required) {}
}
