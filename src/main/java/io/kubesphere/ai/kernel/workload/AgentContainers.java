package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The containers of ours in users' pods: one fetches code and inputs before the program, one stores outputs after it. */
@ApplicationScoped
public class AgentContainers {
    public static final String PREPARE = "aip-prepare";
    public static final String COLLECT = "aip-collect";

    private static final String MAIN = "io.kubesphere.ai.kernel.workload.agent.AgentMain";

    /** Where the image keeps the service's classes (Quarkus' fast-jar layout). */
    private static final String CLASSES = "/app/app/*:/app/lib/main/*";

    private static final String INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    /** Where the agent finds the directories inputs, outputs and code. */
    private static final String WORKSPACE = "/aip";

    private static final int START_SECONDS = 120;

    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final WorkloadConfig config;

    AgentContainers(WorkloadConfig config) {
        this.config = config;
    }

    /** The same without CDI. */
    public static AgentContainers of(WorkloadConfig config) {
        return new AgentContainers(config);
    }

    /** The init container. */
    public Container prepare(EnvVar token, List<EnvVar> credentials, List<VolumeMount> mounts) {
        var env = new ArrayList<>(env(token));
        env.addAll(credentials);
        return container(PREPARE, "prepare", env, mounts).build();
    }

    /** The sidecar: a restartable init container (KEP-753), so that it outlives the program but not the pod. */
    public Container collect(EnvVar token, List<VolumeMount> mounts) {
        var env = new ArrayList<>(env(token));
        var deadline = Long.toString(config.uploadPatience().toSeconds());
        env.add(new EnvVar("AIP_UPLOAD_DEADLINE_SECONDS", deadline, null));
        return container(COLLECT, "collect", env, mounts)
                .withRestartPolicy("Always")
                .withStartupProbe(whenListening())
                .build();
    }

    /**
     * The kubelet starts the program only then. A program that ends at once would else have its sidecar terminated while
     * that is still starting, and its outputs lost.
     */
    private static Probe whenListening() {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand("test", "-f", WORKSPACE + "/outputs/.aip-collecting")
                .endExec()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(5)
                .withFailureThreshold(START_SECONDS)
                .build();
    }

    /** Seconds that a pod gets to end: as long as an upload may take, and a little for its last words. */
    public long terminationGraceSeconds() {
        return config.uploadPatience().plus(LAST_WORDS).toSeconds();
    }

    private ContainerBuilder container(String name, String command, List<EnvVar> env, List<VolumeMount> mounts) {
        var memory = new Quantity(config.agentMemory());
        var resources = new ResourceRequirementsBuilder()
                .withRequests(Map.of("cpu", new Quantity(config.agentCpu()), "memory", memory))
                .withLimits(Map.of("memory", memory))
                .build();
        return new ContainerBuilder()
                .withName(name)
                .withImage(config.image())
                .withCommand("java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-cp", CLASSES, MAIN)
                .withArgs(command)
                .withEnv(env)
                .withVolumeMounts(mounts)
                .withResources(resources);
    }

    private List<EnvVar> env(EnvVar token) {
        var rank = new EnvVarBuilder()
                .withName("AIP_RANK")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(INDEX)
                .endFieldRef()
                .endValueFrom()
                .build();
        return List.of(
                new EnvVar("AIP_SERVICE_URL", config.serviceUrl().toString(), null),
                new EnvVar("AIP_WORKSPACE", WORKSPACE, null),
                // Without it a JVM cannot name files outside of ASCII.
                new EnvVar("LC_ALL", "C.UTF-8", null),
                token,
                rank);
    }
}
