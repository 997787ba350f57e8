package io.kubesphere.ai.standalone.runner.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One look at the machine.
 *
 * @param window over which cores are averages
 * @param containers of pods that are there
 */
record Reading(Instant at, Duration window, Use machine, Map<ContainerName, Use> containers) {

    record ContainerName(String namespace, String pod, String container) {}

    /**
     * @param seconds of CPU since the beginning
     * @param cores in the window
     */
    record Use(double seconds, double cores, long bytes) {}
}
