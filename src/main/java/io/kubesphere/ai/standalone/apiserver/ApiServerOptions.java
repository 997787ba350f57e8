package io.kubesphere.ai.standalone.apiserver;

import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How to start the API server. Without a state directory everything is kept in memory only; port 0 takes a free one.
 * It has no authentication and answers whoever reaches it, so the host should be the loopback address.
 */
public record ApiServerOptions(Optional<Path> stateDirectory, String host, int port, Clock clock, PodLogSource logs) {

    /** In memory, on a free loopback port, without pod logs: what a test wants. */
    public static ApiServerOptions inMemory(Clock clock) {
        return new ApiServerOptions(Optional.empty(), "127.0.0.1", 0, clock, request -> Optional.empty());
    }

    public ApiServerOptions withStateDirectory(Path directory) {
        return new ApiServerOptions(Optional.of(directory), host, port, clock, logs);
    }

    public ApiServerOptions withPort(int newPort) {
        return new ApiServerOptions(stateDirectory, host, newPort, clock, logs);
    }

    public ApiServerOptions withLogs(PodLogSource newLogs) {
        return new ApiServerOptions(stateDirectory, host, port, clock, newLogs);
    }
}
