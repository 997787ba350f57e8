package io.kubesphere.ai.standalone;

import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The API server that is part of this program; it reads the logs of pods itself. */
record StandInApi(StandInApiServer server) implements ClusterApi {

    static StandInApi start(StateDirectory state, PodLogFiles logs, Clock clock) {
        return new StandInApi(StandInApiServer.start(ApiServerOptions.inMemory(clock)
                .withStateDirectory(state.path("apiserver"))
                .withPort(state.port("apiserver"))
                .withLogs(logs)));
    }

    @Override
    public URI url() {
        return URI.create(server.url());
    }

    @Override
    public String kubeconfig() {
        return server.kubeconfig();
    }

    @Override
    public Optional<NodeEndpoint> node() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.close();
    }
}
