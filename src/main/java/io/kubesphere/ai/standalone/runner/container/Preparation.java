package io.kubesphere.ai.standalone.runner.container;

import io.kubesphere.ai.standalone.runner.process.Launch;

/** Whether a container can be started, and how. */
public sealed interface Preparation {

    /** It can; {@code program} is the executable that stands for its image. */
    record Ready(Launch launch, String program) implements Preparation {}

    /** There is nothing to run: what a cluster calls an image that cannot be pulled. */
    record NoProgram(String message) implements Preparation {}

    /** Something that its spec refers to is missing or wrong. */
    record Misconfigured(String message) implements Preparation {}
}
