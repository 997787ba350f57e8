package io.kubesphere.ai.standalone.runner;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a user sees of the cluster, and what she asks of it. */
record Cluster(KubernetesClient client) {

    static final String NAMESPACE = "default";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Creates what the YAML says. */
    void apply(String yaml) {
        client.load(new java.io.ByteArrayInputStream(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items()
                .forEach(this::create);
    }

    private void create(HasMetadata object) {
        object.getMetadata()
                .setNamespace(
                        Optional.ofNullable(object.getMetadata().getNamespace()).orElse(NAMESPACE));
        client.resource(object).create();
    }

    /** A pod of one container that runs a shell script. */
    void runPod(String name, String script) {
        runPod(name, "Never", script);
    }

    void runPod(String name, String restartPolicy, String script) {
        apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  restartPolicy: %s
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, %s]
                """
                        .formatted(name, restartPolicy, quoted(script)));
    }

    static String quoted(String script) {
        return "\"" + script.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    Optional<Pod> pod(String name) {
        return Optional.ofNullable(
                client.pods().inNamespace(NAMESPACE).withName(name).get());
    }

    List<Pod> podsOf(String job) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems();
    }

    Optional<Job> job(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get());
    }

    Pod awaitPod(String name, Predicate<Pod> wanted) {
        return await("pod " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> pod(name), found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    Pod awaitPhase(String name, String phase) {
        return awaitPod(name, pod -> pod.getStatus().getPhase().equals(phase));
    }

    void awaitGone(String pod) {
        await("end of pod " + pod).atMost(PATIENCE).until(() -> pod(pod).isEmpty());
    }

    Job awaitJob(String name, Predicate<Job> wanted) {
        return await("job " + name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> job(name), found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    Job awaitCondition(String job, String type) {
        return awaitJob(job, found -> condition(found, type).isPresent());
    }

    static Optional<JobCondition> condition(Job job, String type) {
        return Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new).getConditions().stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"))
                .findFirst();
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    static ContainerStatus status(Pod pod, String container) {
        return Stream.concat(
                        pod.getStatus().getInitContainerStatuses().stream(),
                        pod.getStatus().getContainerStatuses().stream())
                .filter(status -> status.getName().equals(container))
                .findFirst()
                .orElseThrow();
    }

    String log(String pod) {
        return log(pod, "main");
    }

    String log(String pod, String container) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withName(pod)
                .inContainer(container)
                .getLog();
    }

    void delete(String pod) {
        client.pods().inNamespace(NAMESPACE).withName(pod).delete();
    }

    List<Event> events(String object) {
        return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(object))
                .toList();
    }

    Event awaitEvent(String object, String reason) {
        return await("event " + reason + " of " + object)
                .atMost(PATIENCE)
                .until(
                        () -> events(object).stream()
                                .filter(event -> event.getReason().equals(reason))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
