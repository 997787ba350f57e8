package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kube.ObjectEvents;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.training.JobEvent;
import io.kubesphere.ai.training.Worker;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import io.kubesphere.ai.training.crd.TrainingJobStatus.EngineObject;
import io.kubesphere.ai.training.engine.EventSource;
import io.kubesphere.ai.training.engine.TrainingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The pods and events of a job. */
@ApplicationScoped
class JobObjects {
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private final RunPods pods;
    private final ObjectEvents events;
    private final Engines engines;

    JobObjects(RunPods pods, ObjectEvents events, Engines engines) {
        this.pods = pods;
        this.events = events;
        this.engines = engines;
    }

    List<Pod> pods(TrainingJob job) {
        return pods.of(job.getMetadata().getUid());
    }

    /** Events about the job, its engine object, what the engine makes of that, and its pods, oldest first. */
    List<Event> recorded(TrainingJob job) {
        var namespace = job.getMetadata().getNamespace();
        var found = new ArrayList<>(
                events.about(namespace, job.getKind(), job.getMetadata().getName()));
        job.observed().flatMap(TrainingJobStatus::engineMade).ifPresent(made -> found.addAll(about(namespace, made)));
        pods(job)
                .forEach(pod -> found.addAll(
                        events.about(namespace, "Pod", pod.getMetadata().getName())));
        found.sort(Comparator.comparing(JobObjects::time));
        return found;
    }

    private List<Event> about(String namespace, EngineObject made) {
        var further = engines.named(made.engine())
                .map(engine -> engine.eventSources(made.name()))
                .orElse(List.of());
        return Stream.concat(Stream.of(new EventSource(made.kind(), made.name())), further.stream())
                .flatMap(source -> events.about(namespace, source.kind(), source.name()).stream())
                .toList();
    }

    List<JobEvent> events(TrainingJob job) {
        return recorded(job).stream().map(JobObjects::view).toList();
    }

    List<Worker> workers(TrainingJob job) {
        return pods(job).stream()
                .map(JobObjects::worker)
                .sorted(Comparator.comparingInt((Worker worker) -> worker.rank().orElse(Integer.MAX_VALUE))
                        .thenComparing(Worker::pod))
                .toList();
    }

    /** Old events have lastTimestamp, new ones eventTime (events.k8s.io/v1 writes through to core/v1). */
    private static String time(Event event) {
        return Stream.of(
                        Optional.ofNullable(event.getLastTimestamp()),
                        Optional.ofNullable(event.getEventTime()).map(time -> time.getTime()),
                        Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static JobEvent view(Event event) {
        var about = event.getInvolvedObject();
        return new JobEvent(
                time(event),
                Objects.requireNonNullElse(event.getType(), "Normal"),
                Objects.requireNonNullElse(event.getReason(), ""),
                Objects.requireNonNullElse(event.getMessage(), ""),
                about.getKind() + "/" + about.getName(),
                Objects.requireNonNullElse(event.getCount(), 1));
    }

    private static Worker worker(Pod pod) {
        var status = pod.getStatus();
        var program = program(pod);
        return new Worker(
                pod.getMetadata().getName(),
                rank(pod),
                Objects.requireNonNullElse(status.getPhase(), "Pending"),
                program.map(JobObjects::state).orElse("waiting"),
                Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
                program.map(ContainerStatus::getRestartCount).orElse(0),
                program.map(JobObjects::exitCode).orElse(OptionalInt.empty()),
                Optional.ofNullable(status.getStartTime()));
    }

    private static Optional<ContainerStatus> program(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(TrainingEngine.PROGRAM))
                .findFirst();
    }

    private static String state(ContainerStatus container) {
        var state = container.getState();
        if (state.getRunning() != null) {
            return "running";
        }
        if (state.getTerminated() != null) {
            return "terminated: "
                    + Objects.requireNonNullElse(state.getTerminated().getReason(), "unknown");
        }
        return state.getWaiting() == null
                ? "waiting"
                : "waiting: " + Objects.requireNonNullElse(state.getWaiting().getReason(), "unknown");
    }

    private static OptionalInt exitCode(ContainerStatus container) {
        var terminated = container.getState().getTerminated();
        return terminated == null ? OptionalInt.empty() : OptionalInt.of(terminated.getExitCode());
    }

    private static OptionalInt rank(Pod pod) {
        var labels = Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of());
        var index = labels.getOrDefault(INDEX, "");
        return index.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(index)) : OptionalInt.empty();
    }
}
