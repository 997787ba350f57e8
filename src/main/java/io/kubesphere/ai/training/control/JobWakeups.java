package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.ObjectEvents;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;

/** Has a job looked at again when something that belongs to it changes. */
@ApplicationScoped
class JobWakeups {
    private final PrimaryEvents<TrainingJob> jobs;

    JobWakeups(PrimaryEvents<TrainingJob> jobs) {
        this.jobs = jobs;
    }

    void listen(@Observes StartupEvent started, RunPods pods, EngineObjects engines, ObjectEvents events) {
        pods.onChange(this::wakeOwner);
        engines.onChange(this::wakeOwner);
        events.onChange(event -> wakeAbout(event, pods));
    }

    /** An event about the engine's object names the job too: they are called the same. */
    private void wakeAbout(Event event, RunPods pods) {
        var namespace = event.getMetadata().getNamespace();
        var name = event.getInvolvedObject().getName();
        pods.find(namespace, name).ifPresentOrElse(this::wakeOwner, () -> jobs.wake(namespace, name));
    }

    private void wakeOwner(HasMetadata object) {
        var labels = Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
        if (JobLabels.MODULE.equals(labels.get(Labels.MODULE)) && labels.get(Labels.RUN) != null) {
            jobs.wake(object.getMetadata().getNamespace(), labels.get(Labels.RUN));
        }
    }
}
