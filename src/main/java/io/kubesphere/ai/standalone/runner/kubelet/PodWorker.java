package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.standalone.runner.container.PodContext;
import io.kubesphere.ai.standalone.runner.network.PodAddresses;
import io.kubesphere.ai.standalone.runner.state.PodDirectory;
import io.kubesphere.ai.standalone.runner.state.PodRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings one pod to what its spec says, and its status to what is so. Used by one thread at a time. */
final class PodWorker {

    private static final Duration REFRESH_PERIOD = Duration.ofMinutes(1);

    /** About as long as the watch takes to tell what we have just been refused for. */
    private static final Duration ECHO = Duration.ofMillis(20);

    private static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");

    private final NodeParts node;
    private final Runs runs;
    private final StatusWriter writer;
    private final Runnable wake;
    private final PodStatuses statuses;
    private Optional<Containers> containers = Optional.empty();
    private Optional<Map<String, Path>> volumes = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private Optional<Pod> written = Optional.empty();
    private volatile Optional<Pod> last = Optional.empty();
    private long refreshedNanos;

    PodWorker(NodeParts node, Runs runs, StatusWriter writer, Runnable wake) {
        this.node = node;
        this.runs = runs;
        this.writer = writer;
        this.wake = wake;
        this.statuses = new PodStatuses(node.clock());
    }

    /** Does what can be done now; answers when to look again. */
    Optional<Duration> sync(Pod cached) {
        var pod = newer(cached);
        last = Optional.of(pod);
        if (isTerminal(pod)) {
            return rest(pod);
        }
        var again = new Soonest();
        var holder = holder(pod);
        if (!node.addresses().moveIn(holder, pod.getMetadata().getUid())) {
            return waitForAddress(pod, again);
        }
        var directory = directory(pod);
        var context = new PodContext(pod, directory, node.addresses().of(holder), node.allocatable());
        var units = containers.orElseGet(() -> recover(context));
        containers = Optional.of(units);
        var setup = new PodSetup(
                node, runs, context, volumes.orElseGet(() -> node.volumes().existing(context)), wake);
        units.observe(setup, again);
        ending = Ending.of(pod, units, node.clock());
        if (ending.isPresent()) {
            units.stop(setup, ending.get().left(node.clock()), again);
            return report(context, units, again);
        }
        advance(context, units, again);
        return report(context, units, again);
    }

    /** A pod that has ended waits to be deleted; a deletion that began earlier is confirmed, should we not have come to it. */
    private Optional<Duration> rest(Pod pod) {
        var metadata = pod.getMetadata();
        var isPromised =
                Optional.ofNullable(metadata.getDeletionGracePeriodSeconds()).orElse(0L) > 0;
        if (metadata.getDeletionTimestamp() != null && isPromised) {
            writer.confirmDeletion(pod);
        }
        return Optional.empty();
    }

    /** The pod as it was seen last. */
    Optional<Pod> last() {
        return last;
    }

    /** The pod is gone from the API server. */
    void abandon() {
        containers.ifPresent(units -> units.all().forEach(ContainerUnit::abandon));
        last.ifPresent(
                pod -> node.addresses().moveOut(holder(pod), pod.getMetadata().getUid()));
    }

    /** Our own last write is often newer than what the watch has brought. */
    private Pod newer(Pod cached) {
        return written.filter(own -> version(own) > version(cached)).orElse(cached);
    }

    private static long version(Pod pod) {
        return Long.parseLong(pod.getMetadata().getResourceVersion());
    }

    static boolean isTerminal(Pod pod) {
        return pod.getStatus() != null
                && TERMINAL.contains(String.valueOf(pod.getStatus().getPhase()));
    }

    private PodDirectory directory(Pod pod) {
        var directory = node.logs().directory().pod(pod.getMetadata().getUid());
        if (containers.isEmpty()) {
            directory.create(PodRef.of(pod));
            node.logs().know(PodRef.of(pod));
        }
        return directory;
    }

    private Containers recover(PodContext context) {
        var found = Containers.of(context.pod(), context.directory(), node.patience());
        found.recover(new PodSetup(node, runs, context, node.volumes().existing(context), wake));
        return found;
    }

    static PodAddresses.Holder holder(Pod pod) {
        var subdomain = Optional.ofNullable(pod.getSpec().getSubdomain()).filter(name -> !name.isEmpty());
        var namespace = pod.getMetadata().getNamespace();
        return subdomain
                .map(name -> PodAddresses.Holder.member(namespace, name, PodContext.hostname(pod)))
                .orElseGet(() -> PodAddresses.Holder.pod(pod.getMetadata().getUid()));
    }

    /** An earlier pod of the same host name is still ending: in a cluster both would run, here they would share a port. */
    private Optional<Duration> waitForAddress(Pod pod, Soonest again) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            writer.confirmDeletion(pod);
            return Optional.empty();
        }
        again.after(node.patience().configuration());
        var units =
                Containers.of(pod, node.logs().directory().pod(pod.getMetadata().getUid()), node.patience());
        write(pod, statuses.of(new Snapshot(pod, units, Optional.empty(), Optional.empty(), false)), again);
        return again.delay();
    }

    private void advance(PodContext context, Containers units, Soonest again) {
        Ending.activeUntil(context.pod())
                .ifPresent(end -> again.after(Duration.between(node.clock().instant(), end)));
        refreshVolumes(context, again);
        if (volumes.isEmpty()) {
            return;
        }
        var setup = new PodSetup(node, runs, context, volumes.get(), wake);
        units.advance(setup, Ending.grace(context.pod()), again);
    }

    /** Once a minute, as files made from ConfigMaps and Secrets follow them. */
    private void refreshVolumes(PodContext context, Soonest again) {
        var age = Duration.ofNanos(System.nanoTime() - refreshedNanos);
        if (context.pod().getSpec().getVolumes().isEmpty()) {
            volumes = Optional.of(Map.of());
            return;
        }
        if (volumes.isPresent() && age.compareTo(REFRESH_PERIOD) < 0) {
            again.after(REFRESH_PERIOD.minus(age));
            return;
        }
        try {
            volumes = Optional.of(node.volumes().prepare(context));
            refreshedNanos = System.nanoTime();
            again.after(REFRESH_PERIOD);
        } catch (Problem missing) {
            node.events().warning(context.pod(), "FailedMount", missing.getMessage());
            again.after(node.patience().configuration());
        }
    }

    private Optional<Duration> report(PodContext context, Containers units, Soonest again) {
        var pod = context.pod();
        var over = ending.isPresent() && !units.anyRuns();
        var status = statuses.of(new Snapshot(pod, units, Optional.of(context.address()), ending, over));
        if (!write(pod, status, again)) {
            return again.delay();
        }
        if (over) {
            node.addresses().moveOut(holder(pod), pod.getMetadata().getUid());
            sayWhy(pod);
        }
        if (over && pod.getMetadata().getDeletionTimestamp() != null) {
            writer.confirmDeletion(pod);
        }
        return again.delay();
    }

    private void sayWhy(Pod pod) {
        if (ending.map(Ending::cause)
                .filter(Ending.Cause.DEADLINE_EXCEEDED::equals)
                .isPresent()) {
            node.events()
                    .normal(pod, "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
        }
    }

    /** Whether the API server has the status now. */
    private boolean write(Pod pod, PodStatus status, Soonest again) {
        if (status.equals(pod.getStatus())) {
            return true;
        }
        written = writer.write(pod, status);
        if (written.isEmpty()) {
            written = writer.read(pod);
            again.after(ECHO);
            return false;
        }
        return true;
    }
}
