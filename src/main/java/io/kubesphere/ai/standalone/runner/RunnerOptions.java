package io.kubesphere.ai.standalone.runner;

import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.standalone.runner.container.InheritedEnvironment;
import io.kubesphere.ai.standalone.runner.container.OwnImage;
import io.kubesphere.ai.standalone.runner.jobs.JobBackOff;
import io.kubesphere.ai.standalone.runner.kubelet.Patience;
import io.kubesphere.ai.standalone.runner.network.ServiceAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * How to run pods.
 *
 * @param clock for all times that are shown; pauses are measured by the machine
 * @param nodeName of the one node
 * @param capacity what the node has besides, or instead of, what is found on the machine, e.g. {@code nvidia.com/gpu}
 * @param images that stand for programs of this machine
 * @param services where names of ordinary Services lead
 * @param inherited what programs get of this JVM's environment
 * @param patience how long the kubelet waits after failures
 * @param jobBackOff how long jobs wait after failures
 * @param onClose what becomes of running programs when the runner is closed
 * @param kubeletPort where the API server asks for logs; 0 when it need not ask
 */
public record RunnerOptions(
        Clock clock,
        String nodeName,
        Map<String, Quantity> capacity,
        List<OwnImage> images,
        List<ServiceAddress> services,
        InheritedEnvironment inherited,
        Patience patience,
        JobBackOff jobBackOff,
        OnClose onClose,
        int kubeletPort) {

    /** What becomes of running programs when the runner is closed; a killed JVM always leaves them running. */
    public enum OnClose {
        /** The next runner on the same state directory takes them up again. */
        LEAVE_RUNNING,
        STOP
    }

    public RunnerOptions {
        capacity = Map.copyOf(capacity);
        images = List.copyOf(images);
        services = List.copyOf(services);
    }

    /** A node named {@code standalone} with what this machine has, and Kubernetes' own pauses. */
    public static RunnerOptions standard(Clock clock) {
        var javaHome = Path.of(System.getProperty("java.home"));
        return new RunnerOptions(
                clock,
                "standalone",
                Map.of(),
                List.of(),
                List.of(),
                InheritedEnvironment.of(System.getenv(), javaHome),
                Patience.DEFAULT,
                JobBackOff.DEFAULT,
                OnClose.LEAVE_RUNNING,
                0);
    }

    public RunnerOptions withCapacity(Map<String, Quantity> more) {
        return new RunnerOptions(
                clock, nodeName, more, images, services, inherited, patience, jobBackOff, onClose, kubeletPort);
    }

    public RunnerOptions withImages(OwnImage... own) {
        return new RunnerOptions(
                clock,
                nodeName,
                capacity,
                List.of(own),
                services,
                inherited,
                patience,
                jobBackOff,
                onClose,
                kubeletPort);
    }

    public RunnerOptions withServices(ServiceAddress... known) {
        return new RunnerOptions(
                clock,
                nodeName,
                capacity,
                images,
                List.of(known),
                inherited,
                patience,
                jobBackOff,
                onClose,
                kubeletPort);
    }

    public RunnerOptions withInherited(InheritedEnvironment environment) {
        return new RunnerOptions(
                clock, nodeName, capacity, images, services, environment, patience, jobBackOff, onClose, kubeletPort);
    }

    public RunnerOptions withPatience(Patience kubelet, JobBackOff jobs) {
        return new RunnerOptions(
                clock, nodeName, capacity, images, services, inherited, kubelet, jobs, onClose, kubeletPort);
    }

    public RunnerOptions withOnClose(OnClose what) {
        return new RunnerOptions(
                clock, nodeName, capacity, images, services, inherited, patience, jobBackOff, what, kubeletPort);
    }

    public RunnerOptions withKubeletPort(int port) {
        return new RunnerOptions(
                clock, nodeName, capacity, images, services, inherited, patience, jobBackOff, onClose, port);
    }
}
