package io.kubesphere.ai.kernel.workload.agent;

import java.nio.file.Path;

/** Where a run's files lie; inputs, outputs and code may be volumes of their own. */
record Workspace(Path base) {
    /**
     * Holds what is not complete yet, inside the directory it is meant for, because a rename must not cross volumes.
     */
    static final String PARTIAL = ".aip-partial";

    Path input(String name) {
        return base.resolve("inputs").resolve(name);
    }

    Path outputs() {
        return base.resolve("outputs");
    }

    Path output(String name) {
        return outputs().resolve(name);
    }

    Path code() {
        return base.resolve("code");
    }
}
