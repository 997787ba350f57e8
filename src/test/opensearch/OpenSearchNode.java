import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node in a process of its own, so that its libraries stay out of the service's class path: started from its source as
 * {@code java -cp ... OpenSearchNode.java DIRECTORY PORT}, ends with its standard input.
 */
public final class OpenSearchNode {
    private OpenSearchNode() {}

    public static void main(String[] args) throws Exception {
        var runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("http.port", args[1]);
            settings.put("transport.port", "0");
            settings.put("discovery.type", "single-node");
            // Disks of build machines are full as a rule; a few megabytes do not matter.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(args[0])
                .clusterName("tests")
                .numOfNode(1)
                .useLogger());
        runner.ensureYellow();
        Files.writeString(Path.of(args[0], "ready"), "ready");
        var over = new CountDownLatch(1);
        var ending = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    continue;
                }
            } catch (java.io.IOException gone) {
                System.err.println(gone.getMessage());
            }
            over.countDown();
        });
        ending.setDaemon(true);
        ending.start();
        over.await();
        runner.close();
        System.exit(0);
    }
}
