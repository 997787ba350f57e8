package io.kubesphere.ai.real;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.PostgresForTests;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The charts on the real cluster, a database, and the packaged service that a test may start, kill and start again. */
final class InstalledService implements AutoCloseable {
    private final PostgresForTests database = new PostgresForTests();
    private final InstalledChart chart = new InstalledChart();
    private final KubernetesClient admin = RealCluster.admin();
    private final ServiceProcess process;

    InstalledService() {
        this(Map.of());
    }

    /** With settings other than the chart's. */
    InstalledService(Map<String, String> others) {
        var settings = new HashMap<>(database.start());
        settings.putAll(chart.start());
        settings.putAll(others);
        this.process = new ServiceProcess(settings);
    }

    /** With all rights. */
    KubernetesClient admin() {
        return admin;
    }

    void start() throws IOException {
        process.start();
    }

    void kill() {
        process.kill();
    }

    /** Resident, in MiB. */
    long memory() {
        return process.memory();
    }

    /** What of its heap is still needed, in MiB. */
    long liveHeap() throws IOException {
        return process.liveHeap();
    }

    @Override
    public void close() {
        process.close();
        chart.stop();
        admin.close();
        database.stop();
    }
}
