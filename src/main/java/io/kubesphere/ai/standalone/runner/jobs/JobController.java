package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.standalone.runner.cluster.ClusterView;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.queue.WorkQueue;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at jobs whenever they or their pods change. Jobs that are managed by somebody else are left alone. */
public final class JobController implements AutoCloseable {

    private static final int THREADS = 2;

    private final KubernetesClient client;
    private final ClusterView cluster;
    private final JobPass.Parts parts;
    private final Clock clock;
    private final WorkQueue<Key> queue = new WorkQueue<>("jobs", THREADS, this::sync);

    private record Key(String namespace, String name) {}

    public JobController(
            KubernetesClient client, ClusterView cluster, JobBackOff backOff, EventRecorder events, Clock clock) {
        this.client = client;
        this.cluster = cluster;
        this.parts = new JobPass.Parts(client, new PodControl(client, events), backOff, events);
        this.clock = clock;
    }

    public void start() {
        cluster.jobs().onChange(job -> queue.add(key(job)));
        cluster.pods().onChange(pod -> owner(pod).ifPresent(queue::add));
        cluster.jobs().all().forEach(job -> queue.add(key(job)));
        cluster.pods().all().forEach(pod -> owner(pod).ifPresent(queue::add));
    }

    private static Key key(Job job) {
        return new Key(job.getMetadata().getNamespace(), job.getMetadata().getName());
    }

    private static Optional<Key> owner(Pod pod) {
        return controller(pod).map(owner -> new Key(pod.getMetadata().getNamespace(), owner.getName()));
    }

    private static Optional<OwnerReference> controller(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .filter(owner ->
                        owner.getKind().equals("Job") && owner.getApiVersion().startsWith("batch/"))
                .findFirst();
    }

    private Optional<Duration> sync(Key key) {
        var job = Optional.ofNullable(client.batch()
                .v1()
                .jobs()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get());
        releaseOrphans(key, job.map(found -> found.getMetadata().getUid()).orElse(""));
        return job.flatMap(this::sync);
    }

    private Optional<Duration> sync(Job job) {
        var spec = new JobSpecs(job);
        if (spec.isManagedByOthers()) {
            return Optional.empty();
        }
        if (spec.finished().isPresent()) {
            return spec.isBeingDeleted() ? letGo(job) : expire(spec);
        }
        return new JobPass(parts, job, parts.control().of(job), clock.instant()).run();
    }

    /** Pods of a finished job have been counted; one that came too late has not, and nobody else lets it go. */
    private Optional<Duration> letGo(Job job) {
        parts.control().of(job).forEach(parts.control()::release);
        return Optional.empty();
    }

    /** Deletes a finished job once its time to live has passed. */
    private Optional<Duration> expire(JobSpecs spec) {
        var seconds = Optional.ofNullable(spec.job().getSpec().getTtlSecondsAfterFinished());
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        var finished = Instant.parse(spec.finished().orElseThrow().getLastTransitionTime());
        var left = Duration.between(clock.instant(), finished.plusSeconds(seconds.get()));
        if (!left.isNegative() && !left.isZero()) {
            return Optional.of(left);
        }
        delete(spec.job());
        return Optional.empty();
    }

    private void delete(Job job) {
        var metadata = job.getMetadata();
        var options = new DeleteOptionsBuilder()
                .withPropagationPolicy("Foreground")
                .withNewPreconditions()
                .withUid(metadata.getUid())
                .endPreconditions()
                .build();
        var path = "/apis/batch/v1/namespaces/" + metadata.getNamespace() + "/jobs/" + metadata.getName();
        try {
            client.raw(path, "DELETE", options);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** Pods whose job is gone need not be counted, and must not be held back by it. */
    private void releaseOrphans(Key key, String liveUid) {
        cluster.pods().all().stream()
                .filter(pod -> owner(pod).filter(key::equals).isPresent())
                .filter(pod -> controller(pod)
                        .filter(owner -> owner.getUid().equals(liveUid))
                        .isEmpty())
                .map(JobPod::new)
                .forEach(parts.control()::release);
    }

    @Override
    public void close() {
        queue.close();
    }
}
