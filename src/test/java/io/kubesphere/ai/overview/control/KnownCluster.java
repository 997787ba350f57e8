package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.GPU;
import static io.kubesphere.ai.overview.control.Clusters.at;
import static io.kubesphere.ai.overview.control.Clusters.job;
import static io.kubesphere.ai.overview.control.Clusters.node;
import static io.kubesphere.ai.overview.control.Clusters.ofJob;
import static io.kubesphere.ai.overview.control.Clusters.pod;

import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.testing.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster that is known to the last byte, and what exporters tell of it. Everything that can go wrong with samples is in
 * there: all come from two exporters, a counter starts anew, one has a hole, a machine is silent, one has vanished.
 */
final class KnownCluster {
    static final String RDMA = "rdma/hca_shared";
    static final double GIBI = 1L << 30;
    static final String MEMORY = "container_memory_working_set_bytes";
    private static final String CPU = "container_cpu_usage_seconds_total";

    private KnownCluster() {}

    static Census census() {
        var a100 = Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB", "nvidia.com/gpu.memory", "81920");
        var mig = Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB", "nvidia.com/gpu.memory", "40960");
        var t4 = Map.of(
                "nvidia.com/gpu.product",
                "Tesla-T4-SHARED",
                "nvidia.com/gpu.memory",
                "16384",
                "nvidia.com/gpu.replicas",
                "2");
        return Clusters.census(
                List.of(
                        node("cards", Map.of("cpu", "64", "memory", "512Gi", GPU, "4", RDMA, "8"), a100),
                        at(
                                "10.0.0.2",
                                node(
                                        "slices",
                                        Map.of("cpu", "32", "memory", "256Gi", "nvidia.com/mig-1g.5gb", "7"),
                                        mig)),
                        node("shared", Map.of("cpu", "16", "memory", "64Gi", GPU, "2"), t4),
                        node("silent", Map.of("cpu", "16", "memory", "64Gi"), Map.of())),
                List.of(
                        pod(
                                "vision",
                                "bert-0",
                                "cards",
                                Map.of("cpu", "8", "memory", "64Gi", GPU, "2", RDMA, "3"),
                                ofJob("bert", "bert")),
                        pod(
                                "vision",
                                "lazy-0",
                                "cards",
                                Map.of("cpu", "4", "memory", "32Gi", GPU, "1"),
                                ofJob("lazy", "lazy")),
                        pod(
                                "speech",
                                "slice-0",
                                "slices",
                                Map.of("cpu", "2", "nvidia.com/mig-1g.5gb", "1"),
                                ofJob("slice", "asr")),
                        pod("outside", "one", "shared", Map.of("cpu", "1", GPU, "1"), ofJob("one", "demo")),
                        pod("outside", "two", "shared", Map.of("cpu", "1", GPU, "1"), ofJob("two", "demo")),
                        pod("vision", "web", "cards", Map.of("cpu", "1"), Map.of())),
                List.of(
                        job("vision", "bert", "ann", Phase.Running),
                        job("vision", "lazy", "bob", Phase.Running),
                        job("speech", "slice", "ann", Phase.Running),
                        job("outside", "one", "eve", Phase.Running),
                        job("outside", "two", "eve", Phase.Running)));
    }

    /** An hour of samples that ends then. */
    static String samples(Instant end) {
        var samples = new Samples(end.minusSeconds(3600), end);
        for (var exporter : List.of("kubelet", "kubelet-again")) {
            machine(samples, exporter, "cards", 20, 100);
            machine(samples, exporter, "slices", 5, 50);
            machine(samples, exporter, "shared", 2, 10);
            machine(samples, exporter, "gone", 1, 4);
            holed(samples, exporter, "cards", "vision", "bert-0", 7.5, 60);
            container(samples, exporter, "cards", "vision", "lazy-0", 0.25, 3);
            container(samples, exporter, "slices", "speech", "slice-0", 1.5, 8);
            container(samples, exporter, "shared", "outside", "one", 0.5, 1);
            startedAnew(samples, exporter, "shared", "outside", "two", 0.75, 2);
            container(samples, exporter, "cards", "vision", "web", 0.125, 0.5);
        }
        silent(samples, end);
        networks(samples);
        for (var exporter : List.of("10.0.0.1:9400", "10.0.0.1:9401")) {
            card(samples, exporter, "cards", "GPU-a", Map.of("pod", "bert-0", "namespace", "vision"), 90, 70_000);
            card(samples, exporter, "cards", "GPU-b", Map.of("pod", "bert-0", "namespace", "vision"), 80, 60_000);
            // Where Prometheus keeps the exporter's own labels, the pod's come beside them.
            card(
                    samples,
                    exporter,
                    "cards",
                    "GPU-c",
                    Map.of(
                            "pod",
                            "dcgm-exporter-x",
                            "namespace",
                            "gpu-operator",
                            "exported_pod",
                            "lazy-0",
                            "exported_namespace",
                            "vision"),
                    1,
                    40_000);
            card(
                    samples,
                    exporter,
                    "cards",
                    "GPU-d",
                    Map.of("pod", "dcgm-exporter-x", "namespace", "gpu-operator"),
                    30,
                    1_000);
            // Of a card that two pods share the exporter repeats the card's figures for each.
            card(samples, exporter, "shared", "GPU-e", Map.of("pod", "one", "namespace", "outside"), 40, 8_000);
            card(samples, exporter, "shared", "GPU-e", Map.of("pod", "two", "namespace", "outside"), 40, 8_000);
            slice(samples, exporter, Map.of("pod", "slice-0", "namespace", "speech"), "7", 0.7, 4_000);
            slice(samples, exporter, Map.of(), "8", 0, 10);
        }
        for (var replica : List.of("ai-platform-0", "ai-platform-1")) {
            info(samples, replica, "vision", "bert-0", "bert", "ann");
            info(samples, replica, "vision", "lazy-0", "lazy", "bob");
            info(samples, replica, "speech", "slice-0", "asr", "ann");
            info(samples, replica, "outside", "one", "demo", "eve");
            info(samples, replica, "outside", "two", "demo", "eve");
            samples.gauge(
                    "aip_requested",
                    Map.of(
                            "instance",
                            replica,
                            "namespace",
                            "vision",
                            "application",
                            "bert",
                            "owner",
                            "ann",
                            "measure",
                            "cpu"),
                    8);
            samples.gauge(
                    "aip_requested",
                    Map.of(
                            "instance",
                            replica,
                            "namespace",
                            "outside",
                            "application",
                            "demo",
                            "owner",
                            "eve",
                            "measure",
                            "cpu"),
                    2);
            samples.gauge("aip_allocatable", Map.of("instance", replica, "measure", "cpu"), 128);
        }
        return samples.openMetrics();
    }

    private static void machine(Samples samples, String exporter, String node, double cores, double gibi) {
        var labels = Map.of("job", exporter, "node", node, "id", "/");
        samples.counter(CPU, labels, cores).gauge(MEMORY, labels, gibi * GIBI);
    }

    /** It reported until ten minutes ago. */
    private static void silent(Samples samples, Instant now) {
        var labels = Map.of("job", "kubelet", "node", "silent", "id", "/");
        var end = now.minusSeconds(600).getEpochSecond();
        samples.until(end, CPU, labels, seconds -> Double.toString(3.0 * seconds));
        samples.until(end, MEMORY, labels, seconds -> Double.toString(GIBI));
    }

    /** Of one machine by its name and from two exporters, of another by its address. */
    private static void networks(Samples samples) {
        for (var job : List.of("node-exporter", "node-exporter-again")) {
            device(samples, Map.of("job", job, "instance", "cards", "device", "eth0"), 1e8);
            device(samples, Map.of("job", job, "instance", "cards", "device", "cali12345"), 5e8);
            device(samples, Map.of("job", job, "instance", "cards", "device", "lo"), 5e8);
            rdma(samples, Map.of("job", job, "instance", "cards", "device", "mlx5_0", "port", "1"), 1e10);
            rdma(samples, Map.of("job", job, "instance", "cards", "device", "mlx5_1", "port", "1"), 2e10);
        }
        device(samples, Map.of("instance", "10.0.0.2:9100", "device", "eth0"), 3e8);
    }

    private static void device(Samples samples, Map<String, String> labels, double bytes) {
        samples.counter("node_network_receive_bytes_total", labels, bytes)
                .counter("node_network_transmit_bytes_total", labels, 2 * bytes)
                .gauge("node_network_speed_bytes", labels, 1.25e9);
    }

    private static void rdma(Samples samples, Map<String, String> labels, double bytes) {
        samples.counter("node_infiniband_port_data_received_bytes_total", labels, bytes)
                .counter("node_infiniband_port_data_transmitted_bytes_total", labels, bytes)
                .gauge("node_infiniband_rate_bytes_per_second", labels, 5e10);
    }

    private static Map<String, String> labels(String exporter, String node, String namespace, String pod) {
        return Map.of(
                "job",
                exporter,
                "node",
                node,
                "namespace",
                namespace,
                "pod",
                pod,
                "container",
                "main",
                "id",
                "/kubepods/" + pod);
    }

    private static void container(
            Samples samples, String exporter, String node, String namespace, String pod, double cores, double gibi) {
        var labels = labels(exporter, node, namespace, pod);
        samples.counter(CPU, labels, cores).gauge(MEMORY, labels, gibi * GIBI);
        // The pod as a whole, which must not be counted on top.
        var whole = new HashMap<>(labels);
        whole.put("container", "");
        samples.counter(CPU, whole, cores).gauge(MEMORY, whole, gibi * GIBI);
    }

    /** Nobody scraped it for more than a minute, a while ago. */
    private static void holed(
            Samples samples, String exporter, String node, String namespace, String pod, double cores, double gibi) {
        var labels = labels(exporter, node, namespace, pod);
        samples.series(
                CPU,
                labels,
                seconds -> seconds > 3400 && seconds < 3500 ? Samples.NONE : Double.toString(1000 + cores * seconds));
        samples.gauge(MEMORY, labels, gibi * GIBI);
    }

    /** Its counter began anew two minutes ago, and has gone on at the same pace. */
    private static void startedAnew(
            Samples samples, String exporter, String node, String namespace, String pod, double cores, double gibi) {
        var labels = labels(exporter, node, namespace, pod);
        samples.series(
                CPU,
                labels,
                seconds -> Double.toString(seconds < 3480 ? 500 + cores * seconds : cores * (seconds - 3465)));
        samples.gauge(MEMORY, labels, gibi * GIBI);
    }

    private static void card(
            Samples samples,
            String exporter,
            String node,
            String uuid,
            Map<String, String> whose,
            double percent,
            double mebibytes) {
        var labels = new HashMap<>(whose);
        labels.putAll(Map.of("instance", exporter, "Hostname", node, "UUID", uuid, "modelName", "NVIDIA A100"));
        samples.gauge("DCGM_FI_DEV_GPU_UTIL", labels, percent).gauge("DCGM_FI_DEV_FB_USED", labels, mebibytes);
    }

    /** With slices the whole card is reported as well, and newer exporters write hostname. */
    private static void slice(
            Samples samples, String exporter, Map<String, String> whose, String id, double ratio, double mebibytes) {
        var labels = new HashMap<>(whose);
        labels.putAll(Map.of(
                "instance",
                exporter,
                "hostname",
                "slices",
                "UUID",
                "GPU-m",
                "modelName",
                "NVIDIA A100",
                "GPU_I_ID",
                id,
                "GPU_I_PROFILE",
                "1g.5gb"));
        samples.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, ratio).gauge("DCGM_FI_DEV_FB_USED", labels, mebibytes);
        var whole = Map.of(
                "instance", exporter, "id", id, "hostname", "slices", "UUID", "GPU-m", "modelName", "NVIDIA A100");
        samples.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", whole, 0.1).gauge("DCGM_FI_DEV_FB_USED", whole, 4_010);
    }

    private static void info(
            Samples samples, String replica, String namespace, String pod, String application, String owner) {
        samples.gauge(
                "aip_pod_info",
                Map.of(
                        "instance",
                        replica,
                        "namespace",
                        namespace,
                        "pod",
                        pod,
                        "application",
                        application,
                        "owner",
                        owner),
                1);
    }
}
