package io.kubesphere.ai.algorithm.control;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.kubesphere.ai.algorithm.VersionSpec;
import io.kubesphere.ai.algorithm.crd.Algorithm;
import io.kubesphere.ai.algorithm.crd.AlgorithmStatus;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.Conditions;
import io.kubesphere.ai.kernel.kube.Informers;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.PrimaryEvents;
import io.kubesphere.ai.kernel.kube.StatusCondition;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Says whether an algorithm can be run, and gives its versions their digests. */
@ControllerConfiguration(
        name = "algorithm",
        informer = @Informer(name = "algorithm", informerListLimit = Informers.PAGE))
@GradualRetry(maxAttempts = -1, maxInterval = 60_000)
class AlgorithmReconciler implements Reconciler<Algorithm> {
    private final PrimaryEvents<Algorithm> events;
    private final KubeObjects objects;
    private final AlgorithmPolicy policy;
    private final VersionDigests digests;
    private final Clock clock;

    AlgorithmReconciler(
            PrimaryEvents<Algorithm> events,
            KubeObjects objects,
            AlgorithmPolicy policy,
            VersionDigests digests,
            Clock clock) {
        this.events = events;
        this.objects = objects;
        this.policy = policy;
        this.digests = digests;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, Algorithm>> prepareEventSources(EventSourceContext<Algorithm> context) {
        return List.of(events);
    }

    @Override
    public UpdateControl<Algorithm> reconcile(Algorithm seen, Context<Algorithm> context) {
        var algorithm = events.newest(seen);
        var next = status(algorithm);
        if (next.equals(algorithm.getStatus())) {
            return UpdateControl.noUpdate();
        }
        algorithm.setStatus(next);
        return events.report(objects, algorithm);
    }

    AlgorithmStatus status(Algorithm algorithm) {
        var versions = algorithm.getSpec().versions();
        var known = versions.stream()
                .map(version -> new AlgorithmStatus.VersionDigest(version.name(), digests.of(version)))
                .toList();
        return new AlgorithmStatus(
                algorithm.getMetadata().getGeneration(), latest(versions), versions.size(), known, ready(algorithm));
    }

    private static String latest(List<VersionSpec> versions) {
        return versions.stream()
                .filter(version -> version.deprecated().isEmpty())
                .reduce((older, newer) -> newer)
                .map(VersionSpec::name)
                .orElse(null);
    }

    private List<StatusCondition> ready(Algorithm algorithm) {
        var last = algorithm.getStatus() == null
                ? List.<StatusCondition>of()
                : algorithm.getStatus().conditions();
        var conditions = new Conditions(last, algorithm.getMetadata().getGeneration(), clock);
        var faults = policy.faults(algorithm);
        if (faults.isEmpty()) {
            return conditions.set("Ready", true, "Valid", "Can be run").list();
        }
        var message = faults.stream().map(AlgorithmReconciler::sentence).collect(Collectors.joining("; "));
        return conditions.set("Ready", false, "Invalid", message).list();
    }

    private static String sentence(Problem.Cause fault) {
        return fault.field() + ": " + fault.message();
    }
}
