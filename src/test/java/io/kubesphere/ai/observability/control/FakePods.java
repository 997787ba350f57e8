package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.RunRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods of a cluster, as its API server and our cache have them: each change is in both at once. */
final class FakePods implements KubeObjects {
    static final String STARTED = "2026-08-11T10:00:00Z";

    private final ObjectIndex<Pod> index = IndexShape.of(Pod.class).build();
    private final RunPods runPods = new RunPods(index);
    private long version;
    private boolean away;

    RunPods runPods() {
        return runPods;
    }

    /** The API server does not answer any more. */
    synchronized void goAway(boolean gone) {
        away = gone;
    }

    /** A pod of a run with the given state of its containers. */
    synchronized Pod set(RunRef run, String name, ContainerStatus... containers) {
        var init = new ArrayList<ContainerStatus>();
        var main = new ArrayList<ContainerStatus>();
        for (var container : containers) {
            (container.getName().startsWith("init") ? init : main).add(container);
        }
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(run.namespace())
                .withName(name)
                .withUid("uid-of-" + name)
                .withResourceVersion(Long.toString(++version))
                .withLabels(labels(run, name))
                .endMetadata()
                .withNewStatus()
                .withInitContainerStatuses(init)
                .withContainerStatuses(main)
                .endStatus()
                .build();
        index.put(pod);
        runPods.changed(pod);
        return pod;
    }

    /** The number behind the last dash is the rank. */
    private static Map<String, String> labels(RunRef run, String pod) {
        var rank = pod.substring(pod.lastIndexOf('-') + 1);
        var labels = Map.of(Labels.RUN, "job", Labels.RUN_UID, run.uid(), Labels.MODULE, "training");
        if (!rank.matches("\\d+")) {
            return labels;
        }
        var ranked = new HashMap<>(labels);
        ranked.put("batch.kubernetes.io/job-completion-index", rank);
        return ranked;
    }

    synchronized void delete(Pod pod) {
        index.remove(pod);
        runPods.changed(pod);
    }

    static ContainerStatus running(String name, int restarts) {
        return status(name, restarts)
                .withNewState()
                .withNewRunning(STARTED)
                .endState()
                .build();
    }

    /** Running again after it has ended. */
    static ContainerStatus restarted(String name, int restarts, String finished) {
        return status(name, restarts)
                .withNewState()
                .withNewRunning(finished)
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withStartedAt(STARTED)
                .withFinishedAt(finished)
                .withExitCode(1)
                .endTerminated()
                .endLastState()
                .build();
    }

    static ContainerStatus ended(String name, int restarts) {
        return status(name, restarts)
                .withNewState()
                .withNewTerminated()
                .withStartedAt(STARTED)
                .withFinishedAt("2036-08-11T10:00:00Z")
                .withExitCode(0)
                .endTerminated()
                .endState()
                .build();
    }

    /** It has ended and waits to be started again. */
    static ContainerStatus crashed(String name, int restarts) {
        return status(name, restarts)
                .withNewState()
                .withNewWaiting("back-off", "CrashLoopBackOff")
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withStartedAt(STARTED)
                .withFinishedAt("2036-08-11T10:00:00Z")
                .withExitCode(1)
                .endTerminated()
                .endLastState()
                .build();
    }

    static ContainerStatus waiting(String name) {
        return status(name, 0)
                .withNewState()
                .withNewWaiting("pulling", "ContainerCreating")
                .endState()
                .build();
    }

    private static ContainerStatusBuilder status(String name, int restarts) {
        return new ContainerStatusBuilder().withName(name).withRestartCount(restarts);
    }

    @Override
    public synchronized <T extends HasMetadata> Optional<T> get(Class<T> kind, String namespace, String name) {
        if (away) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the API server does not answer; try again");
        }
        return index.find(namespace, name).map(kind::cast);
    }

    @Override
    public Optional<GenericKubernetesResource> get(String apiVersion, String kind, String namespace, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends HasMetadata> T apply(T desired) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends HasMetadata> T applyPart(T part, String manager) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<HasMetadata> applyOwned(HasMetadata owner, List<HasMetadata> desired) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends HasMetadata> T create(T object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends HasMetadata> T replace(T object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends HasMetadata> boolean delete(Class<T> kind, String namespace, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(HasMetadata object) {
        throw new UnsupportedOperationException();
    }
}
