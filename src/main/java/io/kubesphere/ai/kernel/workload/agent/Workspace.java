package io.kubesphere.ai.kernel.workload.agent;

import java.nio.file.Path;

/** Where a run's files lie; inputs, outputs and code may be volumes of their own. */
record Workspace(Path base) {
    /**
     * Holds what is not complete yet, inside the directory it is meant for, because a rename must not cross volumes.
     */
    static final String PARTIAL = ".aip-partial";

    /** Known to {@code AgentContainers} too, whose probe looks for it. */
    private static final String COLLECTING = ".aip-collecting";

    Path input(String name) {
        return base.resolve("inputs").resolve(name);
    }

    Path outputs() {
        return base.resolve("outputs");
    }

    Path output(String name) {
        return outputs().resolve(name);
    }

    /** Is there while the sidecar can be told to store the outputs. */
    Path collecting() {
        return outputs().resolve(COLLECTING);
    }

    Path code() {
        return base.resolve("code");
    }
}
