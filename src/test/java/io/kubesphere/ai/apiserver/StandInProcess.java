package io.kubesphere.ai.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The stand-in as a process of its own, which a test can kill. */
final class StandInProcess {

    private static final String READY = "listening on ";

    private final Process process;
    private final String url;

    private StandInProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static StandInProcess start(Path state) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandInProcess.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return new StandInProcess(process, line.substring(READY.length()));
            }
        }
        throw new IllegalStateException("the API server did not start");
    }

    /** The process itself. */
    public static void main(String[] arguments) throws InterruptedException {
        var options = ApiServerOptions.inMemory(Clock.systemUTC()).withStateDirectory(Path.of(arguments[0]));
        try (var server = StandInApiServer.start(options)) {
            List.of(READY + server.url()).forEach(System.out::println);
            Thread.currentThread().join();
        }
    }

    KubernetesClient client() {
        var config = new ConfigBuilder(Config.empty()).withMasterUrl(url).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
