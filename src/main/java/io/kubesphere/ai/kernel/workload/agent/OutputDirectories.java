package io.kubesphere.ai.kernel.workload.agent;

import java.nio.file.Files;
import java.util.List;

/** The directories that the program fills; it may run as another user than we do. */
final class OutputDirectories {
    private final Workspace workspace;

    OutputDirectories(Workspace workspace) {
        this.workspace = workspace;
    }

    void create(List<Plan.Output> outputs) {
        for (var output : outputs) {
            var directory = workspace.output(output.name());
            // One that is there is a volume, or was made by the program itself: its owner knows best.
            if (!Files.exists(directory)) {
                Disk.createDirectories(directory);
                Disk.permit(directory, "rwxrwxrwx");
            }
        }
    }
}
