package io.kubesphere.ai.chart;

import io.kubesphere.ai.testing.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What exporters tell of a small cluster: two machines with whole cards and with slices, a training job of ann's, and a model
 * service of eve's that speaks all the dialects that our dashboards know.
 */
final class KnownExporters {
    private static final List<String> QUANTILE_BOUNDS = List.of("0.1", "0.5", "1.0", "5.0", "+Inf");
    private static final List<Pod> PODS = List.of(
            new Pod("research", "vision", "bert-0", "cards", "bert", "ann", "bert"),
            new Pod("research", "vision", "bert-1", "slices", "bert", "ann", "bert"),
            new Pod("marketing", "shop", "chat-0", "cards", "chat", "eve", ""));

    private final Samples samples;

    private KnownExporters(Samples samples) {
        this.samples = samples;
    }

    private record Pod(
            String workspace,
            String namespace,
            String name,
            String node,
            String application,
            String owner,
            String job) {
        Map<String, String> labels() {
            return Map.of("namespace", namespace, "pod", name);
        }
    }

    static void into(Samples samples) {
        var exporters = new KnownExporters(samples);
        PODS.forEach(exporters::pod);
        exporters.card("cards", "GPU-a", PODS.get(0).labels(), 79);
        exporters.card("cards", "GPU-b", PODS.get(2).labels(), 0);
        exporters.card("cards", "GPU-c", Map.of(), 0);
        exporters.slices();
        List.of("cards", "slices").forEach(exporters::machine);
        exporters.modelService(PODS.get(2));
    }

    private static Map<String, String> with(Map<String, String> labels, String... more) {
        var all = new HashMap<>(labels);
        for (var i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private void pod(Pod pod) {
        var labels = with(pod.labels(), "node", pod.node(), "container", "main");
        samples.counter("container_cpu_usage_seconds_total", labels, 2)
                .gauge("container_memory_working_set_bytes", labels, 4e9)
                .gauge("container_spec_memory_limit_bytes", labels, 8e9)
                .counter("container_cpu_cfs_periods_total", labels, 10)
                .counter("container_cpu_cfs_throttled_periods_total", labels, 1)
                .counter("container_oom_events_total", labels, 0);
        var disk = with(labels, "device", "/dev/sda");
        samples.counter("container_fs_reads_bytes_total", disk, 1e6)
                .counter("container_fs_writes_bytes_total", disk, 2e6);
        var network = with(pod.labels(), "node", pod.node(), "interface", "eth0");
        samples.counter("container_network_receive_bytes_total", network, 3e6)
                .counter("container_network_transmit_bytes_total", network, 4e6);
        for (var replica : List.of("ai-platform-0", "ai-platform-1")) {
            samples.gauge(
                    "aip_pod_info",
                    with(
                            pod.labels(),
                            "instance",
                            replica,
                            "node",
                            pod.node(),
                            "workspace",
                            pod.workspace(),
                            "application",
                            pod.application(),
                            "owner",
                            pod.owner(),
                            "training_job",
                            pod.job()),
                    1);
        }
    }

    /** As NVIDIA's exporter writes it, with the profiling counters that it has by default, and those of NVLink. */
    private void card(String node, String uuid, Map<String, String> whose, int xid) {
        var labels = with(
                whose,
                "Hostname",
                node,
                "UUID",
                uuid,
                "gpu",
                uuid.substring(4),
                "device",
                "nvidia" + uuid.substring(4),
                "modelName",
                "NVIDIA H100 80GB HBM3");
        whole(labels, xid);
        activity(labels);
    }

    private void whole(Map<String, String> labels, int xid) {
        samples.gauge("DCGM_FI_DEV_GPU_UTIL", labels, 90)
                .gauge("DCGM_FI_DEV_GPU_TEMP", labels, 64)
                .gauge("DCGM_FI_DEV_MEMORY_TEMP", labels, 71)
                .gauge("DCGM_FI_DEV_POWER_USAGE", labels, 540)
                .gauge("DCGM_FI_DEV_SM_CLOCK", labels, 1755)
                .gauge("DCGM_FI_DEV_XID_ERRORS", labels, xid)
                .gauge("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", labels, 0)
                .gauge("DCGM_FI_DEV_ROW_REMAP_FAILURE", labels, 0)
                .counter("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", labels, 0)
                .gauge("DCGM_FI_PROF_PCIE_TX_BYTES", labels, 5e9)
                .gauge("DCGM_FI_PROF_PCIE_RX_BYTES", labels, 6e9)
                .gauge("DCGM_FI_PROF_NVLINK_TX_BYTES", labels, 2e11)
                .gauge("DCGM_FI_PROF_NVLINK_RX_BYTES", labels, 2e11);
    }

    private void activity(Map<String, String> labels) {
        samples.gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, 0.9)
                .gauge("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", labels, 0.4)
                .gauge("DCGM_FI_PROF_DRAM_ACTIVE", labels, 0.3)
                .gauge("DCGM_FI_DEV_FB_USED", labels, 60_000)
                .gauge("DCGM_FI_DEV_FB_FREE", labels, 20_000);
    }

    /** The card as a whole, and two slices of which one is held. */
    private void slices() {
        var labels = Map.of("Hostname", "slices", "UUID", "GPU-m", "gpu", "0", "modelName", "NVIDIA A100");
        whole(labels, 0);
        activity(with(labels, "GPU_I_PROFILE", "3g.20gb", "GPU_I_ID", "1", "namespace", "vision", "pod", "bert-1"));
        activity(with(labels, "GPU_I_PROFILE", "3g.20gb", "GPU_I_ID", "2"));
    }

    private void machine(String node) {
        var root = Map.of("node", node, "id", "/");
        samples.counter("container_cpu_usage_seconds_total", root, 20)
                .gauge("container_memory_working_set_bytes", root, 1e11);
        var device = Map.of("instance", node, "device", "eth0");
        samples.counter("node_network_receive_bytes_total", device, 1e8)
                .counter("node_network_transmit_bytes_total", device, 1e8)
                .gauge("node_network_speed_bytes", device, 1.25e9);
    }

    private void modelService(Pod pod) {
        var labels = pod.labels();
        histogram("http_server_request_duration_seconds", with(labels, "http_response_status_code", "200"));
        histogram("http_server_request_duration_seconds", with(labels, "http_response_status_code", "503"));
        var knative = Map.of("namespace_name", pod.namespace(), "pod_name", pod.name(), "response_code_class", "2xx");
        samples.counter("revision_app_request_count", knative, 3);
        histogram("revision_app_request_latencies", knative);
        histogram("request_predict_seconds", with(labels, "model_name", "chat"));
        var model = with(labels, "model_name", "chat", "engine", "0");
        samples.counter("vllm:request_success_total", with(model, "finished_reason", "stop"), 3)
                .gauge("vllm:num_requests_running", model, 8)
                .gauge("vllm:num_requests_waiting", model, 2)
                .gauge("vllm:kv_cache_usage_perc", model, 0.7)
                // As versions before 0.10 call it.
                .gauge("vllm:gpu_cache_usage_perc", model, 0.7)
                .counter("vllm:prompt_tokens_total", model, 900)
                .counter("vllm:generation_tokens_total", model, 300);
        histogram("vllm:e2e_request_latency_seconds", model);
        histogram("vllm:time_to_first_token_seconds", model);
    }

    private void histogram(String name, Map<String, String> labels) {
        for (var i = 0; i < QUANTILE_BOUNDS.size(); i++) {
            samples.counter(name + "_bucket", with(labels, "le", QUANTILE_BOUNDS.get(i)), i + 1);
        }
        samples.counter(name + "_sum", labels, 1).counter(name + "_count", labels, QUANTILE_BOUNDS.size());
    }
}
