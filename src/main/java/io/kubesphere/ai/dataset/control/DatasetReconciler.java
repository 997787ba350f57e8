package io.kubesphere.ai.dataset.control;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
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
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.dataset.crd.DatasetStatus;
import io.kubesphere.ai.dataset.crd.DatasetStatus.VolumeState;
import io.kubesphere.ai.dataset.engine.volume.FluidClaims;
import io.kubesphere.ai.dataset.store.VersionRow;
import io.kubesphere.ai.dataset.store.VersionStore;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Conditions;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is in a dataset, and notes in its record when it is deleted, so that this can be undone. */
@ControllerConfiguration(
        name = "dataset",
        informer = @Informer(name = "dataset", informerListLimit = Informers.PAGE),
        finalizerName = Dataset.FINALIZER)
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
class DatasetReconciler implements Reconciler<Dataset>, Cleaner<Dataset> {
    private static final String MISSING = "Missing";
    private static final Duration CLAIM_LOOK = Duration.ofMinutes(1);

    private final PrimaryEvents<Dataset> events;
    private final KubeObjects objects;
    private final DatasetPolicy policy;
    private final DatasetRecords records;
    private final VersionStore versions;
    private final Clock clock;

    DatasetReconciler(
            PrimaryEvents<Dataset> events,
            KubeObjects objects,
            DatasetPolicy policy,
            DatasetRecords records,
            VersionStore versions,
            Clock clock) {
        this.events = events;
        this.objects = objects;
        this.policy = policy;
        this.records = records;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Dataset>> prepareEventSources(EventSourceContext<Dataset> context) {
        return List.of(events);
    }

    @Override
    public UpdateControl<Dataset> reconcile(Dataset seen, Context<Dataset> context) {
        var dataset = events.newest(seen);
        var control = report(dataset);
        // Nobody tells when a claim changes.
        return dataset.getSpec().volume().isPresent() ? control.rescheduleAfter(CLAIM_LOOK) : control;
    }

    private UpdateControl<Dataset> report(Dataset dataset) {
        var next = status(dataset);
        if (next.equals(dataset.getStatus())) {
            return UpdateControl.noUpdate();
        }
        dataset.setStatus(next);
        return events.report(objects, dataset);
    }

    @Override
    public DeleteControl cleanup(Dataset dataset, Context<Dataset> context) {
        records.deleted(dataset);
        return DeleteControl.defaultDelete();
    }

    DatasetStatus status(Dataset dataset) {
        var id = records.id(dataset);
        var latest = versions.latest(id);
        var volume = volume(dataset);
        return new DatasetStatus(
                dataset.getMetadata().getGeneration(),
                versions.count(id),
                latest.map(DatasetReconciler::view).orElse(null),
                volume.orElse(null),
                conditions(dataset, latest, volume));
    }

    private Optional<VolumeState> volume(Dataset dataset) {
        return dataset.getSpec().volume().map(volume -> objects.get(
                        PersistentVolumeClaim.class, dataset.getMetadata().getNamespace(), volume.claim())
                .map(DatasetReconciler::state)
                .orElse(new VolumeState(MISSING, null)));
    }

    private static VolumeState state(PersistentVolumeClaim claim) {
        var phase = claim.getStatus() == null ? "Pending" : claim.getStatus().getPhase();
        return new VolumeState(phase, FluidClaims.isOne(claim) ? FluidClaims.NAME : null);
    }

    private static DatasetStatus.Latest view(VersionRow version) {
        return new DatasetStatus.Latest(
                version.name(),
                version.digest(),
                version.files(),
                version.bytes(),
                version.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private List<StatusCondition> conditions(
            Dataset dataset, Optional<VersionRow> latest, Optional<VolumeState> volume) {
        var last = dataset.getStatus() == null
                ? List.<StatusCondition>of()
                : dataset.getStatus().conditions();
        var conditions = new Conditions(last, dataset.getMetadata().getGeneration(), clock);
        var faults = policy.faults(dataset);
        if (!faults.isEmpty()) {
            var message = faults.stream().map(DatasetReconciler::sentence).collect(Collectors.joining("; "));
            return conditions.set("Ready", false, "Invalid", message).list();
        }
        if (volume.filter(state -> state.phase().equals(MISSING)).isPresent()) {
            var claim = dataset.getSpec().volume().orElseThrow().claim();
            var message =
                    "There is no PersistentVolumeClaim " + claim + " in the project; make it, or delete the dataset";
            return conditions.set("Ready", false, "VolumeMissing", message).list();
        }
        if (latest.isPresent()) {
            return conditions.set("Ready", true, "HasVersion", "Can be used").list();
        }
        var next = dataset.getSpec().staysOutside()
                ? "Nothing is in it yet; import a version of what its storage has"
                : "Nothing is in it yet; upload files and commit a version";
        return conditions.set("Ready", false, "NoVersion", next).list();
    }

    private static String sentence(Problem.Cause fault) {
        return fault.field() + ": " + fault.message();
    }
}
