package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.runner.cluster.Watched;
import io.kubesphere.ai.standalone.runner.network.PodAddresses;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs the pods that are bound to its node. */
public final class Kubelet implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration KILL_PERIOD = Duration.ofMillis(50);

    private final NodeParts node;
    private final Watched<Pod> pods;
    private final Runs runs;
    private final StatusWriter writer;
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
    private final Map<String, Leftovers> leftovers = new ConcurrentHashMap<>();
    private final WorkQueue<String> queue = new WorkQueue<>("pods", THREADS, this::sync);
    private final ScheduledExecutorService memoryWatch = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "runner-memory");
        thread.setDaemon(true);
        return thread;
    });

    public Kubelet(KubernetesClient client, NodeParts node, Watched<Pod> pods) {
        this.node = node;
        this.pods = pods;
        this.runs = new Runs(node.launcher(), node.processes(), node.logs(), node.clock());
        this.writer = new StatusWriter(client);
    }

    /** Takes up what an earlier process has left; to be called once the pods are known. */
    public void start() {
        for (var left : node.logs().directory().leftPods()) {
            pods.withUid(left.uid()).filter(pod -> !PodWorker.isTerminal(pod)).ifPresent(pod -> node.addresses()
                    .moveIn(PodWorker.holder(pod), left.uid()));
            queue.add(left.uid());
        }
        forgetAddresses();
        pods.onChange(this::changed);
        pods.all().forEach(this::changed);
        var unused = memoryWatch.scheduleWithFixedDelay(runs::memoryHasRunOut, 1, 1, TimeUnit.SECONDS);
    }

    private void changed(Pod pod) {
        if (node.name().equals(pod.getSpec().getNodeName())) {
            queue.add(pod.getMetadata().getUid());
        }
    }

    private Optional<Duration> sync(String uid) {
        var pod = pods.withUid(uid);
        if (pod.isPresent()) {
            return workers.computeIfAbsent(uid, unused -> new PodWorker(node, runs, writer, () -> queue.add(uid)))
                    .sync(pod.get());
        }
        Optional.ofNullable(workers.remove(uid)).ifPresent(PodWorker::abandon);
        var left = leftovers.computeIfAbsent(
                uid, unused -> new Leftovers(runs, node.logs().directory().pod(uid)));
        var again = left.clear();
        if (again.isEmpty()) {
            leftovers.remove(uid);
            forgetAddresses();
        }
        return again;
    }

    private void forgetAddresses() {
        var scopes = new HashSet<String>();
        pods.all().forEach(pod -> scopes.add(PodWorker.holder(pod).scope()));
        workers.values().forEach(worker -> worker.last()
                .ifPresent(pod -> scopes.add(PodWorker.holder(pod).scope())));
        leftovers
                .keySet()
                .forEach(uid -> scopes.add(PodAddresses.Holder.pod(uid).scope()));
        node.addresses().retain(scopes);
    }

    /** Ends every program that runs, without telling the API server: at the next start it is found out. */
    public void stopAll(Duration grace) {
        var open = node.logs().directory().leftPods().stream()
                .flatMap(pod -> open(pod).stream())
                .toList();
        open.forEach(attempt -> runs.tree(attempt).terminate());
        var end = System.nanoTime() + grace.toNanos();
        while (open.stream().anyMatch(attempt -> attempt.exitCode().isEmpty()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(KILL_PERIOD.toNanos());
        }
        for (var isClean = false; !isClean && System.nanoTime() - end < grace.toNanos(); ) {
            isClean = open.stream().map(attempt -> runs.tree(attempt).kill()).reduce(true, Boolean::logicalAnd);
            LockSupport.parkNanos(KILL_PERIOD.toNanos());
        }
    }

    private static List<AttemptDirectory> open(PodDirectory pod) {
        return pod.containers().stream()
                .flatMap(container -> pod.attempts(container).stream())
                .filter(attempt -> attempt.outcome().isEmpty())
                .toList();
    }

    /** The programs go on. */
    @Override
    public void close() {
        memoryWatch.shutdownNow();
        queue.close();
    }
}
