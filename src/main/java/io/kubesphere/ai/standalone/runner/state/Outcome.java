package io.kubesphere.ai.standalone.runner.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one run of a container ended; written once and never changed. Times are in milliseconds since 1970; the signal is
 * zero when it ended by itself.
 */
public record Outcome(
        @JsonProperty("exitCode") int exitCode,
        @JsonProperty("signal") int signal,
        @JsonProperty("reason") String reason,
        @JsonProperty("message") String message,
        @JsonProperty("startedMillis") long startedMillis,
        @JsonProperty("finishedMillis") long finishedMillis) {

    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;
    private static final int UNKNOWN_EXIT = 137;

    /** Nothing is known of it any more: the kubelet's own words for that. */
    public static Outcome unknown(long startedMillis, long nowMillis) {
        return new Outcome(
                UNKNOWN_EXIT,
                0,
                "ContainerStatusUnknown",
                "The container could not be located when the pod was terminated",
                startedMillis,
                nowMillis);
    }

    /** The signal that an exit code tells of, as shells write it; zero when it tells of none. */
    public static int signalOf(int exitCode) {
        var signal = exitCode - SIGNAL_BASE;
        return signal > 0 && signal <= LAST_SIGNAL ? signal : 0;
    }

    public boolean succeeded() {
        return exitCode == 0;
    }
}
