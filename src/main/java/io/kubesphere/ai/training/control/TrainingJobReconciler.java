package io.kubesphere.ai.training.control;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.TrainingJobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings a training job from wish to outcome: starts it, follows it, and after its end deletes it when its time has come.
 * Everything is read anew in each pass, so a lost event or a restart changes nothing.
 */
@ControllerConfiguration(
        name = "trainingjob",
        informer = @Informer(name = "trainingjob", informerListLimit = Informers.PAGE),
        finalizerName = TrainingJob.FINALIZER)
@GradualRetry(maxAttempts = -1, initialInterval = 1000, maxInterval = 60_000)
class TrainingJobReconciler implements Reconciler<TrainingJob>, Cleaner<TrainingJob> {
    private static final Duration AFTERWARDS = Duration.ofMillis(100);

    private final PrimaryEvents<TrainingJob> events;
    private final KubeObjects objects;
    private final JobStart start;
    private final JobWatch watch;
    private final JobEnd end;
    private final JobCleanup cleanup;

    TrainingJobReconciler(
            PrimaryEvents<TrainingJob> events,
            KubeObjects objects,
            JobStart start,
            JobWatch watch,
            JobEnd end,
            JobCleanup cleanup) {
        this.events = events;
        this.objects = objects;
        this.start = start;
        this.watch = watch;
        this.end = end;
        this.cleanup = cleanup;
    }

    @Override
    public List<EventSource<?, TrainingJob>> prepareEventSources(EventSourceContext<TrainingJob> context) {
        return List.of(events);
    }

    @Override
    public UpdateControl<TrainingJob> reconcile(TrainingJob seen, Context<TrainingJob> context) {
        var job = events.newest(seen);
        var step = step(job);
        var control = report(job, step.status());
        step.again().ifPresent(control::rescheduleAfter);
        return control;
    }

    private Step step(TrainingJob job) {
        var ended = job.observed().filter(status -> status.phase().isTerminal());
        if (ended.isPresent()) {
            return end.after(job, ended.get());
        }
        return job.observed()
                .flatMap(TrainingJobStatus::engineMade)
                .map(made -> watch.observe(job, made))
                .or(() -> Optional.of(start.begin(job)))
                .map(TrainingJobReconciler::finish)
                .orElseThrow();
    }

    /** Nothing else would have an ended job looked at once more, and there is something left to do for it. */
    private static Step finish(Step step) {
        var comesBack = step.again().isPresent() || !step.status().phase().isTerminal();
        return comesBack ? step : Step.again(step.status(), AFTERWARDS);
    }

    private UpdateControl<TrainingJob> report(TrainingJob job, TrainingJobStatus next) {
        if (next.equals(job.getStatus())) {
            return UpdateControl.noUpdate();
        }
        job.setStatus(next);
        return events.report(objects, job);
    }

    @Override
    public DeleteControl cleanup(TrainingJob job, Context<TrainingJob> context) {
        return cleanup.cleanUp(events.newest(job))
                .map(wait -> DeleteControl.noFinalizerRemoval().rescheduleAfter(wait))
                .orElseGet(DeleteControl::defaultDelete);
    }
}
