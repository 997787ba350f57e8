package io.kubesphere.ai.standalone.runner;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.standalone.runner.jobs.JobBackOff;
import io.kubesphere.ai.standalone.runner.kubelet.Patience;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** An API server and a runner in this process, on one state directory. */
final class RunnerUnderTest implements AutoCloseable {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final PodLogFiles logs;
    private final StandInApiServer server;
    private final KubernetesClient client;
    private final ProcessRunner runner;

    private RunnerUnderTest(Path state, RunnerOptions options) {
        this.logs = PodLogFiles.in(state.resolve("runner"), options.clock());
        this.server = StandInApiServer.start(ApiServerOptions.inMemory(options.clock())
                .withStateDirectory(state.resolve("apiserver"))
                .withLogs(logs));
        this.client = client(server.kubeconfig());
        this.runner = ProcessRunner.start(client, logs, options);
    }

    static KubernetesClient client(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig))
                .build();
    }

    /** With pauses short enough for a test. */
    static RunnerOptions options() {
        return RunnerOptions.standard(Clock.systemUTC())
                .withPatience(
                        new Patience(SHORT, SHORT.multipliedBy(4), SHORT),
                        new JobBackOff(SHORT, SHORT.multipliedBy(4)));
    }

    static RunnerUnderTest start(Path state) {
        return start(state, UnaryOperator.identity());
    }

    static RunnerUnderTest start(Path state, UnaryOperator<RunnerOptions> change) {
        return new RunnerUnderTest(state, change.apply(options()));
    }

    Cluster cluster() {
        return new Cluster(client);
    }

    String kubeconfig() {
        return server.kubeconfig();
    }

    @Override
    public void close() {
        runner.close();
        client.close();
        server.close();
        logs.close();
    }
}
