package io.kubesphere.ai.standalone.runner.cluster;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The kinds that the runner watches, each once for all its components. */
public record ClusterView(
        Watched<Pod> pods, Watched<Job> jobs, Watched<PersistentVolumeClaim> claims, Watched<Service> services)
        implements AutoCloseable {

    private static final long PAGE = 1000;

    public static ClusterView of(KubernetesClient client) {
        return new ClusterView(
                new Watched<>(
                        "Pod", client.pods().inAnyNamespace().withLimit(PAGE).runnableInformer(0)),
                new Watched<>(
                        "Job",
                        client.batch()
                                .v1()
                                .jobs()
                                .inAnyNamespace()
                                .withLimit(PAGE)
                                .runnableInformer(0)),
                new Watched<>(
                        "PersistentVolumeClaim",
                        client.persistentVolumeClaims()
                                .inAnyNamespace()
                                .withLimit(PAGE)
                                .runnableInformer(0)),
                new Watched<>(
                        "Service",
                        client.services().inAnyNamespace().withLimit(PAGE).runnableInformer(0)));
    }

    /** Comes back once everything has been listed; who wants to be told of changes must have said so before. */
    public void start(Duration patience) {
        pods.start(patience);
        jobs.start(patience);
        claims.start(patience);
        services.start(patience);
    }

    @Override
    public void close() {
        pods.close();
        jobs.close();
        claims.close();
        services.close();
    }
}
