package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.standalone.runner.cluster.ClusterView;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts pods on the one node: by priority, then by age. A pod that does not fit does not hold back a smaller one behind it,
 * and none is pushed out for another.
 */
public final class Scheduler implements AutoCloseable {

    private static final String EVERYTHING = "pods";
    private static final String OWN_NAME = "default-scheduler";
    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");
    private static final Duration NODE_PERIOD = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final ClusterView cluster;
    private final String nodeName;
    private final EventRecorder events;
    private final Clock clock;
    private final Set<String> bound = new HashSet<>();
    private final WorkQueue<String> queue = new WorkQueue<>("scheduler", 1, key -> schedule());

    public Scheduler(KubernetesClient client, ClusterView cluster, String nodeName, EventRecorder events, Clock clock) {
        this.client = client;
        this.cluster = cluster;
        this.nodeName = nodeName;
        this.events = events;
        this.clock = clock;
    }

    public void start() {
        cluster.pods().onChange(pod -> queue.add(EVERYTHING));
        cluster.claims().onChange(claim -> queue.add(EVERYTHING));
        queue.add(EVERYTHING);
    }

    private Optional<Duration> schedule() {
        var all = cluster.pods().all();
        var pending = pending(all);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        var node = Optional.ofNullable(client.nodes().withName(nodeName).get());
        if (node.isPresent()) {
            place(pending, placed(all), node.get());
        }
        // Nobody watches the node: labels, taints and cordons are noticed in time.
        return Optional.of(NODE_PERIOD);
    }

    private List<Pod> pending(List<Pod> all) {
        return all.stream()
                .filter(pod -> !isPlaced(pod) && pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> OWN_NAME.equals(pod.getSpec().getSchedulerName()))
                .sorted(Comparator.comparing(Scheduler::priority)
                        .reversed()
                        .thenComparing(pod -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    private static int priority(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getPriority()).orElse(0);
    }

    /** Our own bindings count before the watch has told of them. */
    private boolean isPlaced(Pod pod) {
        return pod.getSpec().getNodeName() != null
                || bound.contains(pod.getMetadata().getUid());
    }

    private List<Pod> placed(List<Pod> all) {
        bound.removeIf(uid -> cluster.pods()
                .withUid(uid)
                .filter(pod -> pod.getSpec().getNodeName() == null)
                .isEmpty());
        return all.stream()
                .filter(this::isPlaced)
                .filter(pod -> !TERMINAL.contains(String.valueOf(status(pod).getPhase())))
                .toList();
    }

    private void place(List<Pod> pending, List<Pod> placed, Node node) {
        var fit = Fit.on(node);
        var there = new ArrayList<>(placed);
        for (var pod : pending) {
            if (!pod.getSpec().getSchedulingGates().isEmpty()) {
                report(pod, "SchedulingGated", "Scheduling is blocked due to non-empty scheduling gates");
                continue;
            }
            var refusal = volumesMissing(pod).or(() -> fit.refusal(pod, there));
            if (refusal.isEmpty()) {
                bind(pod);
                there.add(pod);
            } else if (report(pod, "Unschedulable", refusal.get())) {
                events.warning(pod, "FailedScheduling", refusal.get());
            }
        }
    }

    private Optional<String> volumesMissing(Pod pod) {
        for (var volume : pod.getSpec().getVolumes()) {
            if (volume.getPersistentVolumeClaim() == null) {
                continue;
            }
            var name = volume.getPersistentVolumeClaim().getClaimName();
            var claim = cluster.claims().named(pod.getMetadata().getNamespace(), name);
            if (claim.isEmpty()) {
                var why = "persistentvolumeclaim \"" + name + "\" not found";
                return Optional.of(Fit.sentence(why, Fit.NOT_HELPFUL));
            }
            if (!isBound(claim.get())) {
                return Optional.of(Fit.sentence("pod has unbound immediate PersistentVolumeClaims", Fit.NOT_HELPFUL));
            }
        }
        return Optional.empty();
    }

    private static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    private void bind(Pod pod) {
        var metadata = pod.getMetadata();
        var binding = new BindingBuilder()
                .withNewMetadata()
                .withName(metadata.getName())
                .withUid(metadata.getUid())
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(nodeName)
                .endTarget()
                .build();
        var path = "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName() + "/binding";
        try {
            client.raw(path, "POST", binding);
            bound.add(metadata.getUid());
            var where = metadata.getNamespace() + "/" + metadata.getName() + " to " + nodeName;
            events.normal(pod, "Scheduled", "Successfully assigned " + where);
        } catch (KubernetesClientException e) {
            ignoreOutdated(e);
        }
    }

    /** Says in the pod's status why it is not placed; true when that is news. */
    private boolean report(Pod pod, String reason, String message) {
        var status = status(pod);
        var old = status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled"))
                .findFirst();
        if (old.filter(condition -> reason.equals(condition.getReason()) && message.equals(condition.getMessage()))
                .isPresent()) {
            return false;
        }
        var since =
                old.filter(condition -> condition.getStatus().equals("False")).map(PodCondition::getLastTransitionTime);
        var condition = new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(since.orElseGet(
                        () -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()))
                .build();
        var changed = new PodBuilder(pod)
                .editOrNewStatus()
                .removeMatchingFromConditions(other -> other.getType().equals("PodScheduled"))
                .addToConditions(condition)
                .endStatus()
                .build();
        try {
            client.resource(changed).updateStatus();
            return true;
        } catch (KubernetesClientException e) {
            ignoreOutdated(e);
            return false;
        }
    }

    private static PodStatus status(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    }

    /** The pod has changed or gone meanwhile, and the watch will tell. */
    private static void ignoreOutdated(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
            throw e;
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
