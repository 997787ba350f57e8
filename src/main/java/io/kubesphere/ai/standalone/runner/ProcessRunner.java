package io.kubesphere.ai.standalone.runner;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.runner.cluster.ClusterView;
import io.kubesphere.ai.standalone.runner.cluster.HeadlessGroups;
import io.kubesphere.ai.standalone.runner.container.ClusterConfigSource;
import io.kubesphere.ai.standalone.runner.container.ClusterTokens;
import io.kubesphere.ai.standalone.runner.container.ContainerPrograms;
import io.kubesphere.ai.standalone.runner.container.PodVolumes;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.event.EventSink;
import io.kubesphere.ai.standalone.runner.jobs.JobController;
import io.kubesphere.ai.standalone.runner.kubelet.Kubelet;
import io.kubesphere.ai.standalone.runner.kubelet.NodeParts;
import io.kubesphere.ai.standalone.runner.network.ClusterNames;
import io.kubesphere.ai.standalone.runner.network.PodAddresses;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import io.kubesphere.ai.standalone.runner.probe.Actions;
import io.kubesphere.ai.standalone.runner.probe.Commands;
import io.kubesphere.ai.standalone.runner.process.Launcher;
import io.kubesphere.ai.standalone.runner.process.ProcessTable;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import io.kubesphere.ai.standalone.runner.scheduler.Capacity;
import io.kubesphere.ai.standalone.runner.scheduler.DirectoryVolumes;
import io.kubesphere.ai.standalone.runner.scheduler.NodeRegistration;
import io.kubesphere.ai.standalone.runner.scheduler.Scheduler;
import io.kubesphere.ai.standalone.runner.scheduler.VolumeClaims;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the pods of an API server as processes of this machine, which must be Linux. One runner at a time may work on a
 * state directory. It goes on where an earlier one has been closed or killed: programs have been running all the while.
 */
public final class ProcessRunner implements AutoCloseable {

    private static final Duration FIRST_LIST = Duration.ofSeconds(30);
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final RunnerOptions options;
    private final ClusterView cluster;
    private final EventSink events;
    private final Actions actions;
    private final Kubelet kubelet;
    private final Scheduler scheduler;
    private final VolumeClaims claims;
    private final JobController jobs;
    private final WorkQueue<String> heartbeat;

    private ProcessRunner(KubernetesClient client, PodLogFiles logs, RunnerOptions options) {
        this.options = options;
        this.cluster = ClusterView.of(client);
        this.events = new EventSink(client, options.clock());
        this.actions = new Actions(new Commands(new Launcher(), logs.directory().scratch()));
        var capacity = Capacity.of(logs.directory().root().toFile(), options.capacity());
        var registration =
                new NodeRegistration(client, options.nodeName(), options.kubeletPort(), capacity, options.clock());
        this.heartbeat = new WorkQueue<>("node", 1, node -> Optional.of(registration.beat()));
        var volumes = new DirectoryVolumes(client, logs.directory().claims());
        this.claims = new VolumeClaims(client, cluster, voice("persistentvolume-controller"), volumes);
        this.scheduler =
                new Scheduler(client, cluster, options.nodeName(), voice("default-scheduler"), options.clock());
        this.jobs = new JobController(client, cluster, options.jobBackOff(), voice("job-controller"), options.clock());
        this.kubelet = new Kubelet(client, node(client, logs, volumes, capacity), cluster.pods());
    }

    private EventRecorder voice(String component) {
        return new EventRecorder(events, component);
    }

    private NodeParts node(
            KubernetesClient client, PodLogFiles logs, DirectoryVolumes volumes, Map<String, Quantity> capacity) {
        var addresses = new PodAddresses(logs.directory().addresses());
        var names = new ClusterNames(addresses, new HeadlessGroups(cluster), options.services());
        var config = new ClusterConfigSource(client);
        return new NodeParts(
                options.nodeName(),
                capacity,
                new ContainerPrograms(options.inherited(), options.images(), config, names),
                new PodVolumes(config, new ClusterTokens(client, options.clock()), volumes),
                addresses,
                actions,
                logs,
                new Launcher(),
                new ProcessTable(ContainerPrograms.MARKER),
                voice("kubelet"),
                options.patience(),
                options.clock());
    }

    /**
     * Returns once the API server has been listed and everything is under way.
     *
     * @param logs the same that the API server got, which must be of the state directory to work on; stays open
     */
    public static ProcessRunner start(KubernetesClient client, PodLogFiles logs, RunnerOptions options) {
        var runner = new ProcessRunner(client, logs, options);
        runner.start();
        return runner;
    }

    private void start() {
        heartbeat.add(options.nodeName());
        cluster.start(FIRST_LIST);
        claims.start();
        kubelet.start();
        jobs.start();
        scheduler.start();
    }

    @Override
    public void close() {
        jobs.close();
        scheduler.close();
        claims.close();
        heartbeat.close();
        kubelet.close();
        if (options.onClose() == RunnerOptions.OnClose.STOP) {
            kubelet.stopAll(STOP_GRACE);
        }
        actions.close();
        events.close();
        cluster.close();
    }
}
