package io.kubesphere.ai.observability.control;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.kube.RunPods;
import io.kubesphere.ai.observability.RunRef;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Pods of a cluster, as its API server and our cache have them: each change is in both at once. */
final class FakePods {
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

    /** The API server as the service sees it; it is asked for single pods only. */
    KubeObjects objects() {
        return (KubeObjects) Proxy.newProxyInstance(
                KubeObjects.class.getClassLoader(), new Class<?>[] {KubeObjects.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("get") || arguments.length != 3) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return find((String) arguments[1], (String) arguments[2]);
                });
    }

    private synchronized Optional<Pod> find(String namespace, String name) {
        if (away) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the API server does not answer; try again");
        }
        return index.find(namespace, name);
    }
}
